/** One sender's uploads in this tab: the queue, and what of it outlives the page. */
import { v7 as newUuid } from "uuid";
import { callApi } from "./api.ts";
import type { Gathered } from "./dropped-files.ts";
import { askToRead, type FileHold, filesOf, mayRead } from "./file-holds.ts";
import type { FoundFile } from "./found-file.ts";
import { inParts } from "./in-parts.ts";
import { inSlices } from "./in-slices.ts";
import { isLarge, loadParts, sendFile } from "./send-file.ts";
import { sumBeside } from "./sha256-beside.ts";
import type { StoredSource } from "./upload-db.ts";
import { matchFiles } from "./upload-items.ts";
import { GUEST } from "./upload-owner.ts";
import { UploadQueue } from "./upload-queue.ts";
import type { CheckPorts, UploadSource } from "./upload-queue-types.ts";
import type { UploadItem, UploadTarget, Wants } from "./upload-state.ts";
import {
	allWritten,
	deleteSource,
	forgetItem,
	fromStored,
	readBytes,
	readItems,
	readSources,
	saveBytes,
	saveItem,
	saveSource,
} from "./upload-store.ts";
import { claimSource, sendWithoutPage } from "./upload-turns.ts";

/** Longer than anybody looks for photos that did not arrive. */
const KEPT_MS = 14 * 24 * 3600_000;

/** Files that are queued in one go. */
const AT_ONCE = 20;

/** Also of those that failed: they may be sent once more. */
const isMissing = (item: UploadItem | undefined) => item !== undefined && item.status !== "done";

const check: CheckPorts = {
	hash: sumBeside,
	missing: (eventId, album, sha256) =>
		callApi<{ missing: string[] }>("POST", `/api/events/${eventId}/photos/missing`, {
			body: { album, sha256 },
		}).then(
			({ missing }) => missing,
			() => null,
		),
};

export class UploadDesk {
	readonly queue: UploadQueue;
	private readonly owner: string;
	private readonly sources = new Map<string, StoredSource>();

	/** `owner` is an account's id, or `GUEST`: of guests the files themselves are kept. */
	constructor(owner: string) {
		this.owner = owner;
		const isGuest = owner === GUEST;
		const parts = isGuest ? null : loadParts();
		// Ids of version 7 grow: the database gives items back in the order in which they were chosen.
		this.queue = new UploadQueue({
			...{ send: sendFile(parts), newId: newUuid, save: saveItem, isGuest },
			...(isGuest ? {} : { check }),
			forget: (item) => {
				forgetItem(item.id);
				if (isLarge(item)) void parts?.then((sent) => sent?.giveUpParts(item));
			},
		});
	}

	/** Queues what was gathered: first what waits for these very files, then the rest. */
	async add({ files, holds }: Gathered, target: UploadTarget): Promise<void> {
		const fresh = this.attach(files, holds, target);
		if (fresh.length === 0) return;
		const source = { id: newUuid(), owner: this.owner, addedAt: Date.now(), holds };
		this.sources.set(source.id, source);
		void claimSource(source.id, async () => undefined);
		const kept = (await saveSource(source)) && holds !== null;
		let goesOn = false;
		const added: UploadItem[] = [];
		await inSlices(inParts(fresh, AT_ONCE), (files) => {
			added.push(...this.queue.add(files, target, { source: source.id, kept, goesOn }));
			goesOn = true;
		});
		if (this.owner === GUEST)
			await this.keepFiles(
				added,
				fresh.map(({ file }) => file),
			);
	}

	/** Files of guests, one after the other: a phone has little memory. */
	private async keepFiles(items: readonly UploadItem[], files: readonly Blob[]): Promise<void> {
		void navigator.storage?.persist?.();
		for (const [at, item] of items.entries()) {
			const file = files[at];
			const before = this.queue.find(item.id);
			if (!file || !isMissing(before) || !(await saveBytes(item.id, file))) continue;
			const after = this.queue.find(item.id);
			if (isMissing(after)) this.queue.markKept(item.id);
			// It has arrived, or was given up, while it was being kept.
			else if (after) saveItem(after);
			else forgetItem(item.id);
		}
		// Whoever sends without the page knows of a photo what is written of it.
		await allWritten();
		await sendWithoutPage();
	}

	/** Goes on with what waits for these files. Returns those that nothing waits for. */
	attach(files: Gathered["files"], holds: Gathered["holds"], target?: UploadTarget) {
		const waiting = this.waiting();
		if (waiting.length === 0) return files;
		const rest = this.queue.attach(files, holds !== null, target);
		const found = waiting.filter(({ id }) => this.queue.find(id)?.status !== "detached");
		if (holds) this.addHolds(new Set(found.map(({ source }) => source)), holds);
		return rest;
	}

	/** What of a source still waits needs the holds that it had. */
	private addHolds(ids: ReadonlySet<string>, holds: readonly FileHold[]): void {
		for (const id of ids) {
			const source = this.sources.get(id);
			if (!source) continue;
			const more = { ...source, holds: [...(source.holds ?? []), ...holds] };
			this.sources.set(id, more);
			void saveSource(more);
		}
	}

	/** Asks the browser, as one click of the person allows it, and goes on. False where it may not. */
	async reopen(): Promise<boolean> {
		const ids = new Set(this.waiting().map(({ source }) => source));
		let opened = false;
		for (const id of ids) {
			const holds = this.sources.get(id)?.holds;
			if (!holds || !(await askToRead(holds))) continue;
			const sources = await readable(holds);
			if (this.queue.attach(sources, true).length < sources.length) opened = true;
		}
		return opened;
	}

	private waiting(): UploadItem[] {
		return this.queue.getSnapshot().items.filter(({ status }) => status === "detached");
	}

	/** Takes up what earlier pages have left, and whatever other pages leave from now on. */
	async open(): Promise<void> {
		for (const source of await readSources(this.owner))
			if (!this.sources.has(source.id)) void claimSource(source.id, () => this.takeUp(source));
	}

	private async takeUp(source: StoredSource): Promise<void> {
		const items = fromStored(await readItems(source.id));
		const isOver = Date.now() - source.addedAt > KEPT_MS;
		if (isOver || !items.some(isMissing)) return deleteSource(source.id);
		this.sources.set(source.id, source);
		const missing = items.filter(isMissing);
		const kept = await readBytes(missing.map(({ id }) => id));
		const held = await heldFiles(source.holds, missing);
		const wants: Wants = held === "permission" ? held : "files";
		const files = typeof held === "string" ? kept : new Map([...kept, ...held]);
		this.queue.restore(items, files, wants);
	}
}

/** The files of these items, where they can be read without asking; else what it takes to get them. */
async function heldFiles(holds: readonly FileHold[] | null, items: readonly UploadItem[]) {
	if (!holds) return "files";
	if (!(await mayRead(holds))) return "permission";
	return matchFiles(items, await readable(holds)).files;
}

/** One that was moved or deleted meanwhile keeps none of the others back. */
async function readable(holds: readonly FileHold[]): Promise<UploadSource[]> {
	const found: FoundFile[] = [];
	for (const hold of holds) found.push(...(await filesOf([hold]).catch(() => [])));
	return found.map(({ file, path }) => ({ file, name: path }));
}
