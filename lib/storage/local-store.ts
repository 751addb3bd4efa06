/**
 * Objects as files below one folder. A write goes to a temporary name, is flushed, renamed and its
 * folder flushed: after a crash an object is there whole or not at all (POSIX rename(2), fsync(2)).
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
	type FileHandle,
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
	type StoredObject,
} from "./storage.ts";

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

/** Chunks of the network are small; a system call for each would cost more than its bytes. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_CHUNKS = 512;

async function writeBatch(handle: FileHandle, batch: readonly Uint8Array[], bytes: number) {
	const { bytesWritten } = await handle.writev(batch);
	if (bytesWritten === bytes) return;
	// A disk that is nearly full takes a part; the next write says why.
	let rest = Buffer.concat(batch).subarray(bytesWritten);
	while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten);
}

async function writeAll(
	handle: FileHandle,
	body: AsyncIterable<Uint8Array>,
): Promise<StoredObject> {
	const hash = createHash("sha256");
	let size = 0;
	let batch: Uint8Array[] = [];
	let waiting = 0;
	const flush = async () => {
		if (waiting > 0) await writeBatch(handle, batch, waiting);
		batch = [];
		waiting = 0;
	};
	for await (const chunk of body) {
		hash.update(chunk);
		size += chunk.length;
		batch.push(chunk);
		waiting += chunk.length;
		if (waiting >= BATCH_BYTES || batch.length >= BATCH_CHUNKS) await flush();
	}
	await flush();
	await handle.sync();
	return { size, sha256: hash.digest("hex") };
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
		await mkdir(this.#temporary, { recursive: true });
		const temporary = join(this.#temporary, newId());
		const handle = await open(temporary, "wx", 0o600);
		try {
			const stored = await writeAll(handle, body).finally(() => handle.close());
			await this.#publish(temporary, target);
			return stored;
		} catch (error) {
			await rm(temporary, { force: true });
			if (errno(error) === "ENOSPC" || errno(error) === "EDQUOT")
				throw new AppError("STORAGE_FULL", {
					message: "The server has no room left",
					cause: error,
				});
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
		const syncNames = async () => {
			await sync(folder);
			if (firstMade === undefined) return;
			for (let made = folder; made.length >= firstMade.length; made = dirname(made))
				await sync(dirname(made));
		};
		return { folder, sync: syncNames };
	}

	async adopt(files: readonly FinishedFile[]): Promise<void> {
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
		for (const syncNames of folders.values()) await syncNames();
	}

	async get(key: string, range?: ByteRange): Promise<Readable> {
		const handle = await open(this.#path(key), "r").catch((error) => {
			throw isMissing(error) ? notFound(error) : error;
		});
		return handle.createReadStream({ ...range, highWaterMark: 256 * 1024 });
	}

	async head(key: string): Promise<ObjectHead | null> {
		try {
			const found = await stat(this.#path(key));
			return found.isFile() ? { size: found.size, modifiedAt: found.mtime } : null;
		} catch (error) {
			if (isMissing(error)) return null;
			throw error;
		}
	}

	async checkout(key: string): Promise<LocalCopy> {
		if (!(await this.head(key))) throw notFound();
		return { path: this.#path(key), release: async () => {} };
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
				if (head) yield { key, ...head };
			}
		} catch (error) {
			if (!isMissing(error)) throw error;
		}
	}

	async sweepTemporary(before: Date): Promise<number> {
		const names = await readdir(this.#temporary).catch((error) => {
			if (isMissing(error)) return [];
			throw error;
		});
		let removed = 0;
		for (const name of names) {
			const path = join(this.#temporary, name);
			const found = await stat(path).catch(() => null);
			if (!found || found.mtime >= before) continue;
			await rm(path, { force: true, recursive: true });
			removed += 1;
		}
		return removed;
	}

	async check(): Promise<void> {
		const key = `probe/${newId()}`;
		await this.put(key, Readable.from([Buffer.from("probe")]));
		await this.delete(key);
	}
}
