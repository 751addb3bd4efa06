/** Objects in a bucket. An object is there whole or not at all, by the store's own promise. */
import { stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
	DeleteObjectCommand,
	GetObjectCommand,
	HeadObjectCommand,
	type S3Client,
} from "@aws-sdk/client-s3";
import { newId } from "#lib/core/ids.ts";
import { resumable } from "./resumable-body.ts";
import { abortUploads, countUploads, deleteAll, listFolders, listPages } from "./s3-bulk.ts";
import { createClient, isMissing, notFound, type S3Settings, translate } from "./s3-client.ts";
import { putFile, putStream, type SendableFile } from "./s3-upload.ts";
import { makeScratchFolder } from "./scratch.ts";
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
import { hashFile, writeNew } from "./write-file.ts";

/** Who waits for a picture waits longer than an upload, which has a disk to go to instead. */
const ANSWERS = 3;

const rangeHeader = (start: number, end: number | undefined) => `bytes=${start}-${end ?? ""}`;

/** What the client answers, its errors in the port's words. */
async function said<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		throw translate(error);
	}
}

export class S3Store implements ObjectStore {
	/** For requests that are small, or small to begin with. */
	readonly #client: S3Client;
	/** For bodies, which may take any time while they move. */
	readonly #sender: S3Client;
	readonly #bucket: string;
	readonly #prefix: string;

	constructor(settings: S3Settings) {
		this.#client = createClient(settings, { answerMs: ANSWERS * settings.timeoutMs });
		this.#sender = createClient(settings, { answerMs: 0 });
		this.#bucket = settings.bucket;
		this.#prefix = settings.prefix;
	}

	#place(key: string) {
		assertKey(key);
		return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` };
	}

	#below(prefix: string) {
		return { Bucket: this.#bucket, Prefix: `${this.#prefix}${prefix}` };
	}

	async put(key: string, body: AsyncIterable<Uint8Array>): Promise<StoredObject> {
		const written = await putStream(this.#sender, this.#place(key), body);
		return { ...written, tier: "primary" };
	}

	/**
	 * Stores a file, verified by its hash, and leaves it where it is. Tries until `signal` aborts, or
	 * three times. Throws `StoreAway`.
	 */
	async send(key: string, file: SendableFile, signal: AbortSignal): Promise<void> {
		await said(putFile(this.#sender, this.#place(key), file, signal));
	}

	async adopt(files: readonly FinishedFile[]): Promise<StorageTier> {
		for (const { key, path } of files) {
			const { size } = await stat(path);
			const file = { path, size, sha256: await hashFile(path) };
			await this.send(key, file, new AbortController().signal);
			await unlink(path);
		}
		return "primary";
	}

	async #open(key: string, range: { start: number; end?: number } | undefined, match?: string) {
		const command = new GetObjectCommand({
			...this.#place(key),
			...(range ? { Range: rangeHeader(range.start, range.end) } : {}),
			...(match ? { IfMatch: match } : {}),
		});
		const { Body, ETag } = await said(this.#client.send(command));
		if (!Body) throw notFound();
		return { body: Body as Readable, etag: ETag };
	}

	async get(key: string, range?: ByteRange): Promise<Readable> {
		const { body, etag } = await this.#open(key, range);
		return resumable(body, async (read) => {
			const rest = { ...range, start: (range?.start ?? 0) + read };
			return (await this.#open(key, rest, etag)).body;
		});
	}

	async head(key: string): Promise<ObjectHead | null> {
		try {
			const found = await this.#client.send(new HeadObjectCommand(this.#place(key)));
			return { size: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) };
		} catch (error) {
			if (isMissing(error)) return null;
			throw translate(error);
		}
	}

	async checkout(key: string): Promise<LocalCopy> {
		const body = await this.get(key);
		const scratch = await makeScratchFolder();
		const path = join(scratch.folder, "object");
		try {
			await writeNew(path, body, { sync: false });
			return { path, release: scratch.remove };
		} catch (error) {
			await scratch.remove();
			throw translate(error);
		}
	}

	async delete(key: string): Promise<void> {
		const removal = this.#client.send(new DeleteObjectCommand(this.#place(key)));
		await removal.catch((error) => {
			if (!isMissing(error)) throw translate(error);
		});
	}

	async deletePrefix(prefix: string): Promise<void> {
		assertKey(prefix.replace(/\/$/, ""));
		await said(deleteAll(this.#client, this.#below(prefix)));
	}

	async *list(prefix: string): AsyncIterable<ListedObject> {
		try {
			for await (const objects of listPages(this.#client, this.#below(prefix)))
				for (const { Key = "", Size = 0, LastModified = new Date(0) } of objects)
					yield {
						...{ key: Key.slice(this.#prefix.length), tier: "primary" },
						...{ size: Size, modifiedAt: LastModified },
					};
		} catch (error) {
			throw translate(error);
		}
	}

	listFolders(prefix: string): Promise<Set<string>> {
		return said(listFolders(this.#client, this.#below(prefix)));
	}

	countTemporary(before: Date): Promise<number> {
		return said(countUploads(this.#client, this.#below(""), before));
	}

	sweepTemporary(before: Date): Promise<number> {
		return said(abortUploads(this.#client, this.#below(""), before));
	}

	async check(): Promise<"up"> {
		const key = `probe/${newId()}`;
		await this.put(key, Readable.from([Buffer.from("probe")]));
		await this.delete(key);
		return "up";
	}
}
