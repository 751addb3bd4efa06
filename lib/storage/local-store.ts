/**
 * Objects as files below one folder. A write goes to a temporary name, is flushed, renamed and its
 * folder flushed: after a crash an object is there whole or not at all (POSIX rename(2), fsync(2)).
 */
import { createReadStream, type Stats } from "node:fs";
import {
	link,
	mkdir,
	open,
	opendir,
	readdir,
	rename,
	rm,
	rmdir,
	stat,
	unlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import {
	assertKey,
	type ByteRange,
	type FinishedFile,
	type ListedObject,
	type LocalCopy,
	type ObjectHead,
	type ObjectStore,
	type StorageTier,
	type StoredObject,
} from "./storage.ts";
import { diskFault, type Written, writeNew } from "./write-file.ts";

const errno = (error: unknown) => (error as NodeJS.ErrnoException).code;
const isMissing = (error: unknown) => errno(error) === "ENOENT" || errno(error) === "ENOTDIR";

const notFound = (cause?: unknown) =>
	new AppError("FILE_NOT_FOUND", { message: "This file does not exist", cause });

/** Flushes a file, or the names in a folder. */
async function sync(path: string): Promise<void> {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A folder that is gone was emptied by a removal: nothing in it is waited for. */
async function syncNames(folder: string): Promise<void> {
	await sync(folder).catch((error) => {
		if (!isMissing(error)) throw error;
	});
}

export interface FoundFile {
	path: string;
	/** They tell the object from one that has replaced it. */
	stats: Stats;
}

export class LocalStore implements ObjectStore {
	readonly #objects: string;
	readonly #temporary: string;

	/** `root` is made when it is missing; objects and unfinished writes are two folders in it. */
	constructor(root: string) {
		this.#objects = join(/* turbopackIgnore: true */ root, "objects");
		this.#temporary = join(/* turbopackIgnore: true */ root, "tmp");
	}

	#path(key: string): string {
		assertKey(key);
		return join(this.#objects, key);
	}

	async put(key: string, body: AsyncIterable<Uint8Array>): Promise<StoredObject> {
		const target = this.#path(key);
		const { path, ...written } = await this.spool(body, { sync: true });
		try {
			await this.#publish(path, target);
		} catch (error) {
			await rm(path, { force: true });
			throw diskFault(error);
		}
		return { ...written, tier: "primary" };
	}

	/** Writes a stream to a file that is no object yet; it may be adopted. Throws `STORAGE_FULL`. */
	async spool(
		body: AsyncIterable<Uint8Array>,
		{ sync } = { sync: false },
	): Promise<Written & { path: string }> {
		await mkdir(this.#temporary, { recursive: true });
		const path = join(this.#temporary, newId());
		try {
			return { path, ...(await writeNew(path, body, { sync })) };
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		}
	}

	async #publish(temporary: string, target: string): Promise<void> {
		const folder = await this.#move(temporary, target);
		await folder.sync();
	}

	/** Renames, and gives what makes the new name durable: the folder, and those made for it. */
	async #move(path: string, target: string): Promise<{ folder: string; sync(): Promise<void> }> {
		const folder = dirname(target);
		const firstMade = await mkdir(folder, { recursive: true });
		try {
			await rename(path, target);
		} catch (error) {
			// Another delete may have taken the emptied folder away in between.
			if (!isMissing(error)) throw error;
			await mkdir(folder, { recursive: true });
			await rename(path, target);
		}
		const syncAll = async () => {
			await syncNames(folder);
			if (firstMade === undefined) return;
			for (let made = folder; made.length >= firstMade.length; made = dirname(made))
				await syncNames(dirname(made));
		};
		return { folder, sync: syncAll };
	}

	async adopt(files: readonly FinishedFile[]): Promise<StorageTier> {
		const folders = new Map<string, () => Promise<void>>();
		for (const { key, path } of files) {
			const target = this.#path(key);
			await sync(path);
			try {
				const moved = await this.#move(path, target);
				// The first move into a folder may have made it.
				if (!folders.has(moved.folder)) folders.set(moved.folder, moved.sync);
			} catch (error) {
				if (errno(error) !== "EXDEV") throw error;
				// From another file system there is no renaming.
				await this.put(key, createReadStream(path));
				await unlink(path);
			}
		}
		for (const syncAll of folders.values()) await syncAll();
		return "primary";
	}

	/** As `adopt`, for a file that may be lost. */
	async place(key: string, path: string): Promise<void> {
		await this.#move(path, this.#path(key));
	}

	async get(key: string, range?: ByteRange): Promise<Readable> {
		const handle = await open(this.#path(key), "r").catch((error) => {
			throw isMissing(error) ? notFound(error) : error;
		});
		return handle.createReadStream({ ...range, highWaterMark: 256 * 1024 });
	}

	async head(key: string): Promise<ObjectHead | null> {
		const found = await this.find(key);
		return found && { size: found.stats.size, modifiedAt: found.stats.mtime };
	}

	async checkout(key: string): Promise<LocalCopy> {
		if (!(await this.head(key))) throw notFound();
		return { path: this.#path(key), release: async () => {} };
	}

	/** The object as a file, or null where there is none. */
	async find(key: string): Promise<FoundFile | null> {
		const path = this.#path(key);
		const stats = await stat(path).catch((error) => {
			if (isMissing(error)) return null;
			throw error;
		});
		return stats?.isFile() ? { path, stats } : null;
	}

	/** Removes the object that `find` found, and not one that has replaced it since. */
	async forget(key: string, found: Stats): Promise<void> {
		const path = this.#path(key);
		const aside = join(this.#temporary, newId());
		await mkdir(this.#temporary, { recursive: true });
		try {
			await rename(path, aside);
		} catch (error) {
			if (isMissing(error)) return;
			throw error;
		}
		const { ino, mtimeMs } = await stat(aside);
		if (ino !== found.ino || mtimeMs !== found.mtimeMs)
			await link(aside, path).catch((error) => {
				if (errno(error) !== "EEXIST") throw error;
			});
		await unlink(aside);
		await this.#prune(dirname(path));
	}

	async delete(key: string): Promise<void> {
		const path = this.#path(key);
		await unlink(path).catch((error) => {
			if (!isMissing(error)) throw error;
		});
		await this.#prune(dirname(path));
	}

	async deletePrefix(prefix: string): Promise<void> {
		const folder = this.#path(prefix.replace(/\/$/, ""));
		await rm(folder, { recursive: true, force: true });
		await this.#prune(dirname(folder));
	}

	/** Takes empty folders away, upwards to the root. */
	async #prune(folder: string): Promise<void> {
		try {
			for (let at = folder; at.length > this.#objects.length; at = dirname(at)) await rmdir(at);
		} catch (error) {
			if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errno(error) ?? "")) throw error;
		}
	}

	async *list(prefix: string): AsyncIterable<ListedObject> {
		const folder = prefix === "" ? this.#objects : this.#path(prefix.replace(/\/$/, ""));
		try {
			for await (const entry of await opendir(folder, { recursive: true })) {
				if (!entry.isFile()) continue;
				const key = join(entry.parentPath, entry.name).slice(this.#objects.length + 1);
				const head = await this.head(key);
				if (head) yield { key, ...head, tier: "primary" };
			}
		} catch (error) {
			if (!isMissing(error)) throw error;
		}
	}

	async listFolders(prefix: string): Promise<Set<string>> {
		try {
			const folder = this.#path(prefix.replace(/\/$/, ""));
			const entries = await readdir(folder, { withFileTypes: true });
			return new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
		} catch (error) {
			if (!isMissing(error)) throw error;
			return new Set();
		}
	}

	/** Whether nothing lies below a prefix. */
	async isEmpty(prefix: string): Promise<boolean> {
		for await (const _ of this.list(prefix)) return false;
		return true;
	}

	/** Paths of what unfinished writes left. */
	async #findTemporary(before: Date): Promise<string[]> {
		const names = await readdir(this.#temporary).catch((error) => {
			if (isMissing(error)) return [];
			throw error;
		});
		const old: string[] = [];
		for (const name of names) {
			const path = join(this.#temporary, name);
			const found = await stat(path).catch(() => null);
			if (found && found.mtime < before) old.push(path);
		}
		return old;
	}

	async countTemporary(before: Date): Promise<number> {
		return (await this.#findTemporary(before)).length;
	}

	async sweepTemporary(before: Date): Promise<number> {
		const old = await this.#findTemporary(before);
		for (const path of old) await rm(path, { force: true, recursive: true });
		return old.length;
	}

	async check(): Promise<"up"> {
		const key = `probe/${newId()}`;
		await this.put(key, Readable.from([Buffer.from("probe")]));
		await this.delete(key);
		return "up";
	}
}
