/**
 * The port to the object store. Keys are relative paths of plain segments, made by us and never from
 * what a client sent. One contract suite (`tests/support/storage-suite.ts`) runs on every adapter.
 */
import type { Readable } from "node:stream";

/** `local`: on the disk of this machine until the store takes it; `primary`: where it belongs. */
export type StorageTier = "primary" | "local";

export interface StoredObject {
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
	/** As archives have it. */
	crc32: number;
	tier: StorageTier;
}

export interface ObjectHead {
	/** Bytes. */
	size: number;
	modifiedAt: Date;
}

export interface ListedObject extends ObjectHead {
	key: string;
	/** Where it lies. */
	tier: StorageTier;
}

/** First and last byte, both included, as in the HTTP Range header. */
export interface ByteRange {
	start: number;
	end: number;
}

export interface FinishedFile {
	key: string;
	/** Of a file on this machine that nobody writes to any more. */
	path: string;
}

export interface LocalCopy {
	/** A file that decoders may read. */
	path: string;
	/** Gives a temporary copy back; the file must not be used afterwards. */
	release(): Promise<void>;
}

export interface ObjectStore {
	/**
	 * Stores a stream under a key, whole or not at all: when this resolves the bytes are durable, and
	 * when the source or the disk fails nothing is there. An object of that key is replaced.
	 * Throws `STORAGE_FULL` when there is no room.
	 */
	put(key: string, body: AsyncIterable<Uint8Array>): Promise<StoredObject>;
	/**
	 * Takes files that are finished over into the store, without copying where it can: when this
	 * resolves they are durable under their keys, and no longer at their paths. Objects of these keys
	 * are replaced. `local` where one of them is. Throws `STORAGE_FULL`.
	 */
	adopt(files: readonly FinishedFile[]): Promise<StorageTier>;
	/** The bytes, or a part of them. Throws `FILE_NOT_FOUND`, and as all below, `StoreAway`. */
	get(key: string, range?: ByteRange): Promise<Readable>;
	/** Null where nothing is stored. */
	head(key: string): Promise<ObjectHead | null>;
	/** The object as a file on this machine. Throws `FILE_NOT_FOUND`. */
	checkout(key: string): Promise<LocalCopy>;
	/** Removes one object; removing what is not there is no error. */
	delete(key: string): Promise<void>;
	/** Removes everything whose key begins with `prefix`, which ends with a slash. */
	deletePrefix(prefix: string): Promise<void>;
	/** Everything below `prefix`, in no order. */
	list(prefix: string): AsyncIterable<ListedObject>;
	/** How many unfinished writes have not moved since: what `sweepTemporary` would remove. */
	countTemporary(before: Date): Promise<number>;
	/** Removes what unfinished writes left behind and has not moved since. Returns how many. */
	sweepTemporary(before: Date): Promise<number>;
	/**
	 * Writes and removes a probe. `degraded` where new objects are kept, but not where they belong.
	 * Throws where they cannot be kept.
	 */
	check(): Promise<"up" | "degraded">;
}

/** The folder of a key, with the slash at its end: what belongs and is removed together. */
export function prefixOf(key: string): string {
	return key.slice(0, key.lastIndexOf("/") + 1);
}

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** Throws for a key that is not of plain segments; such a key is a bug or an attack. */
export function assertKey(key: string): void {
	const segments = key.split("/");
	if (key.length > 512 || !segments.every((segment) => SEGMENT.test(segment)))
		throw new Error("Not an object key");
}
