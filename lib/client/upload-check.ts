/** Looks, ahead of the sending, whether an album has a photo already: such a one need not be sent. */
import type { CheckPorts } from "./upload-queue-types.ts";
import type { UploadItem } from "./upload-state.ts";

/** A server may be asked for a thousand at once; what is known earlier is skipped earlier. */
const MOST_ASKED = 200;
/** However quickly files are sent, no more than two questions a second. */
const ASK_EVERY_MS = 500;

export interface CheckedQueue {
	/** One that is to be looked at, if it still is. */
	find: (id: string) => { item: UploadItem; file: Blob } | null;
	/** Nothing may be done for now. */
	isHeld: () => boolean;
	/** There is little left to send: what is known of some is needed now. */
	isHungry: () => boolean;
	/** What was found out of some. */
	checked: (found: readonly Checked[]) => void;
}

export interface Checked {
	id: string;
	/** Hex; null where the file cannot be read. */
	sha256: string | null;
	/** False where nobody could say. */
	there: boolean;
}

interface Read {
	item: UploadItem;
	sha256: string | null;
}

export class UploadCheck {
	private readonly ports: CheckPorts;
	private readonly queue: CheckedQueue;
	private readonly now: () => number;
	/** Items to look at, in their order. */
	private readonly due = new Set<string>();
	private running = false;
	private askedAt = Number.NEGATIVE_INFINITY;
	private read: Read[] = [];

	constructor(ports: CheckPorts, queue: CheckedQueue, now: () => number) {
		this.ports = ports;
		this.queue = queue;
		this.now = now;
	}

	add(id: string): void {
		this.due.add(id);
	}

	/** Goes on, unless it is at it. */
	wake(): void {
		if (this.running || this.due.size === 0) return;
		this.running = true;
		void this.run();
	}

	private async run(): Promise<void> {
		for (;;) {
			const next = this.next();
			if (next) this.read.push({ item: next.item, sha256: await this.ports.hash(next.file) });
			if (!next && this.read.length === 0) break;
			if (!next || this.isTime()) await this.ask();
		}
		this.running = false;
	}

	private next(): { item: UploadItem; file: Blob } | null {
		if (this.queue.isHeld()) return null;
		for (const id of this.due) {
			this.due.delete(id);
			const found = this.queue.find(id);
			if (found) return found;
		}
		return null;
	}

	private isTime(): boolean {
		if (this.read.length >= MOST_ASKED) return true;
		return this.queue.isHungry() && this.now() - this.askedAt >= ASK_EVERY_MS;
	}

	private async ask(): Promise<void> {
		const { read } = this;
		this.read = [];
		this.askedAt = this.now();
		const albums = Map.groupBy(read, ({ item }) => JSON.stringify(item.target));
		for (const of of albums.values()) await this.askAlbum(of);
	}

	private async askAlbum(read: readonly Read[]): Promise<void> {
		const hashes = read.flatMap(({ sha256 }) => sha256 ?? []);
		const target = read[0]?.item.target;
		const missing =
			target && "album" in target && hashes.length > 0
				? await this.ports.missing(target.eventId, target.album, hashes)
				: null;
		const isThere = missingFrom(missing);
		this.queue.checked(
			read.map(({ item, sha256 }) => ({ id: item.id, sha256, there: isThere(sha256) })),
		);
	}
}

/** Nothing is there where nobody could say. */
function missingFrom(missing: readonly string[] | null): (sha256: string | null) => boolean {
	if (missing === null) return () => false;
	const asked = new Set(missing);
	return (sha256) => sha256 !== null && !asked.has(sha256);
}
