/**
 * Copies of what went to the bucket last, on this machine's disk: decoders need not fetch what was sent
 * just now, and what is looked at first is there while the bucket is away. They may be lost at any time.
 */
import { readFileSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { LocalStore } from "./local-store.ts";
import type { ListedObject } from "./storage.ts";

/** Another machine may have removed an object: it is not served from here for longer than this. */
const KEEP_MS = 3600_000;

/**
 * Copies are not flushed, so after a power cut they may be anything: each boot has its own. Null where
 * the system has no such number; there, as with no room for any, nothing is kept and nothing looked at.
 */
function readBootId(): string | null {
	try {
		return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
	} catch {
		return null;
	}
}

export class Recent {
	readonly store: LocalStore;
	readonly #root: string;
	readonly #boot: string;
	readonly #maxBytes: number;

	constructor(root: string, maxBytes: number) {
		const boot = maxBytes > 0 ? readBootId() : null;
		this.#root = root;
		this.#boot = boot ?? "none";
		this.#maxBytes = boot ? maxBytes : 0;
		this.store = new LocalStore(join(/* turbopackIgnore: true */ root, this.#boot));
	}

	/** Takes over a file that was stored under this key. */
	async keep(key: string, path: string): Promise<void> {
		if (this.#maxBytes === 0) return rm(path, { force: true });
		await this.store.place(key, path).catch(async () => {
			// Then not; and what there was of this key is older.
			await this.store.delete(key);
			await rm(path, { force: true });
		});
	}

	/** Forgets what is old, and the oldest of what is too much. */
	async trim(now = Date.now()): Promise<void> {
		const objects: ListedObject[] = [];
		for await (const object of this.store.list("")) objects.push(object);
		let bytes = 0;
		for (const { key, size, modifiedAt } of objects.sort(byNewest)) {
			bytes += size;
			const isOld = now - modifiedAt.getTime() > KEEP_MS;
			if (isOld || bytes > this.#maxBytes) await this.store.delete(key);
		}
		await this.#trimBoots(now);
	}

	/** Of boots before this one, and of other machines that share the disk and are gone. */
	async #trimBoots(now: number): Promise<void> {
		const names = await readdir(this.#root).catch(() => []);
		for (const name of names.filter((other) => other !== this.#boot)) {
			const path = join(this.#root, name);
			const found = await stat(path).catch(() => null);
			if (found && now - found.mtimeMs > KEEP_MS) await rm(path, { recursive: true, force: true });
		}
	}
}

function byNewest(a: ListedObject, b: ListedObject): number {
	return b.modifiedAt.getTime() - a.modifiedAt.getTime();
}
