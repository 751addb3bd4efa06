/** The file of an upload: written from an offset on, durable when `sync` resolves. */
import { constants } from "node:fs";
import { copyFile, type FileHandle, link, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { config } from "#lib/config/config.ts";

const folder = () => join(config().dataDir, "uploads");

/** Ids are uuids by the time they come here. */
const pathOf = (id: string) => join(folder(), id);

async function syncFolder(path: string): Promise<void> {
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

export class UploadFile {
	readonly #handle: FileHandle;
	/** Where the next bytes go. */
	#at: number;
	#batch: Uint8Array[] = [];
	#waiting = 0;

	private constructor(handle: FileHandle, at: number) {
		this.#handle = handle;
		this.#at = at;
	}

	/**
	 * Opens a file to be written on from `offset`; null where the disk has less than that. What lies
	 * beyond was never acknowledged (the writer was killed), and is cut off.
	 */
	static async open(id: string, offset: number): Promise<UploadFile | null> {
		await mkdir(folder(), { recursive: true });
		const handle = await open(pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o600);
		try {
			const { size } = await handle.stat();
			if (size > offset) await handle.truncate(offset);
			// The names as well, where they may be new.
			if (offset === 0) for (const path of [folder(), config().dataDir]) await syncFolder(path);
			if (size >= offset) return new UploadFile(handle, offset);
			await handle.close();
			return null;
		} catch (error) {
			await handle.close();
			throw error;
		}
	}

	/** The offset behind everything that was taken. */
	get end(): number {
		return this.#at + this.#waiting;
	}

	async write(chunk: Uint8Array): Promise<void> {
		this.#batch.push(chunk);
		this.#waiting += chunk.length;
		if (this.#waiting >= BATCH_BYTES || this.#batch.length >= BATCH_CHUNKS) await this.#flush();
	}

	async #flush(): Promise<void> {
		if (this.#waiting === 0) return;
		const [batch, bytes] = [this.#batch, this.#waiting];
		this.#batch = [];
		this.#waiting = 0;
		const { bytesWritten } = await this.#handle.writev(batch, this.#at);
		this.#at += bytesWritten;
		if (bytesWritten === bytes) return;
		// A disk that is nearly full takes a part; the next write says why.
		let rest = Buffer.concat(batch).subarray(bytesWritten);
		while (rest.length > 0) {
			const written = (await this.#handle.write(rest, 0, rest.length, this.#at)).bytesWritten;
			this.#at += written;
			rest = rest.subarray(written);
		}
	}

	/** Makes everything that was taken durable, and gives the offset behind it. */
	async sync(): Promise<number> {
		await this.#flush();
		await this.#handle.datasync();
		return this.#at;
	}

	/** Forgets what was written from `offset` on, durable or not. */
	async cut(offset: number): Promise<void> {
		this.#batch = [];
		this.#waiting = 0;
		this.#at = offset;
		await this.#handle.truncate(offset);
	}

	close(): Promise<void> {
		return this.#handle.close();
	}
}

export async function removeFile(id: string): Promise<void> {
	await rm(pathOf(id), { force: true });
}

/** Null where there is none. */
export async function findFile(id: string): Promise<{ size: number; modifiedAt: Date } | null> {
	const found = await stat(pathOf(id)).catch((error) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	return found && { size: found.size, modifiedAt: found.mtime };
}

/** The names of all files that are there. */
export async function listFiles(): Promise<string[]> {
	return readdir(folder()).catch((error) => {
		if (error.code === "ENOENT") return [];
		throw error;
	});
}

/** The same bytes under another name, without copying them where the file system can. */
export async function linkFile(id: string, path: string): Promise<void> {
	await link(pathOf(id), path).catch((error) => {
		if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
		return copyFile(pathOf(id), path);
	});
}
