/**
 * S3 with a disk before it. Every object is first whole on the disk, then in the bucket; while the
 * bucket is away or slow it stays on the disk, durable, until `move` brings it there. An object moves
 * in one direction only, so whoever looks at the disk first and at the bucket then misses none.
 */
import { copyFile, link, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { isAppError } from "#lib/core/errors.ts";
import type { FoundFile, LocalStore } from "./local-store.ts";
import { Outbound, type OutboundOptions } from "./outbound.ts";
import type { Recent } from "./recent.ts";
import type { S3Store } from "./s3-store.ts";
import { makeScratchFolder } from "./scratch.ts";
import {
	assertKey,
	type ByteRange,
	type FinishedFile,
	type ListedObject,
	type LocalCopy,
	type ObjectHead,
	type ObjectStore,
	prefixOf,
	type StorageTier,
	type StoredObject,
} from "./storage.ts";
import { isAway, StoreAway } from "./store-away.ts";
import { hashFile } from "./write-file.ts";

export interface Exclusion {
	/** Aborted when another process may have it. */
	signal: AbortSignal;
	release(): Promise<void>;
}

export interface TieredOptions extends OutboundOptions {
	local: LocalStore;
	recent: Recent;
	primary: S3Store;
	/** Excludes other processes with the same disk from a prefix; null where one of them has it. */
	exclude(prefix: string): Promise<Exclusion | null>;
}

export interface MoveOptions {
	moved(key: string): Promise<void>;
	/** Ends it between two objects, or in one. */
	signal: AbortSignal;
}

type Incoming = FinishedFile & { sha256?: string };

/** What is not on the disk is not being moved. */
const IDLE = { release: async () => {} };

const isMissing = (error: unknown) => isAppError(error, "FILE_NOT_FOUND");

export class TieredStore implements ObjectStore {
	readonly #local: LocalStore;
	readonly #recent: Recent;
	readonly #primary: S3Store;
	readonly #outbound: Outbound;
	readonly #exclude: TieredOptions["exclude"];

	constructor(options: TieredOptions) {
		this.#local = options.local;
		this.#recent = options.recent;
		this.#primary = options.primary;
		this.#outbound = new Outbound(options.primary, options);
		this.#exclude = options.exclude;
	}

	/** False while writes to the bucket are not even tried. */
	get isPrimaryUsable(): boolean {
		return this.#outbound.isOpen;
	}

	async put(key: string, body: AsyncIterable<Uint8Array>): Promise<StoredObject> {
		assertKey(key);
		const { path, ...written } = await this.#local.spool(body);
		try {
			const tier = await this.adopt([{ key, path, sha256: written.sha256 }]);
			return { ...written, tier };
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		}
	}

	async adopt(files: readonly Incoming[]): Promise<StorageTier> {
		const taken = await Promise.all(files.map((file) => this.#offer(file)));
		const left = files.filter((_, index) => !taken[index]);
		if (left.length === 0) return "primary";
		for (const { key } of left) await this.#recent.store.delete(key);
		await this.#local.adopt(left);
		return "local";
	}

	/** False where the bucket has not taken a file, and it must be kept here. */
	async #offer({ key, path, sha256 }: Incoming): Promise<boolean> {
		assertKey(key);
		const { size } = await stat(path);
		// What lies here is about to be moved: it is replaced here, so that the newer one arrives last.
		if (!this.#outbound.isOpen || (await this.#local.head(key))) return false;
		const file = { path, size, sha256: sha256 ?? (await hashFile(path)) };
		try {
			await this.#outbound.send(key, file);
		} catch (error) {
			if (!isAway(error)) throw error;
			return false;
		}
		await this.#recent.keep(key, path);
		return true;
	}

	/**
	 * Brings everything below a prefix from the disk to the bucket. `moved` is called with what has
	 * arrived, before it is removed here: killed at any point, a next run does the same again. Returns
	 * how many it moved; 0 while another process is at it. Throws `StoreAway`.
	 */
	async move(prefix: string, { moved, signal }: MoveOptions): Promise<number> {
		const exclusion = await this.#exclude(prefix);
		if (!exclusion) return 0;
		const running = AbortSignal.any([exclusion.signal, signal]);
		let count = 0;
		try {
			for await (const { key } of this.#local.list(prefix)) {
				const found = await this.#local.find(key);
				if (!found) continue;
				await this.#sendOn(key, found, running);
				await moved(key);
				await this.#local.forget(key, found.stats);
				count += 1;
			}
		} finally {
			await exclusion.release();
		}
		return count;
	}

	async #sendOn(key: string, { path, stats: { size } }: FoundFile, signal: AbortSignal) {
		const file = { path, size, sha256: await hashFile(path) };
		await this.#outbound.sendPatiently(key, file, signal);
	}

	/** Keeps the copies of what was sent last within their limits. */
	trimRecent(now = Date.now()): Promise<void> {
		return this.#recent.trim(now);
	}

	/** Everything that lies on the disk, in no order. */
	listLocal(): AsyncIterable<ListedObject> {
		return this.#local.list("");
	}

	async get(key: string, range?: ByteRange): Promise<Readable> {
		for (const near of [this.#local, this.#recent.store])
			try {
				return await near.get(key, range);
			} catch (error) {
				if (!isMissing(error)) throw error;
			}
		return this.#primary.get(key, range);
	}

	async head(key: string): Promise<ObjectHead | null> {
		const near = (await this.#local.head(key)) ?? (await this.#recent.store.head(key));
		return near ?? this.#primary.head(key);
	}

	async checkout(key: string): Promise<LocalCopy> {
		const found = (await this.#local.find(key)) ?? (await this.#recent.store.find(key));
		if (!found) return this.#primary.checkout(key);
		// A name of its own: the object may move while it is read.
		const scratch = await makeScratchFolder();
		const path = join(scratch.folder, "object");
		try {
			await link(found.path, path).catch(() => copyFile(found.path, path));
			return { path, release: scratch.remove };
		} catch (error) {
			await scratch.remove();
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
			return this.#primary.checkout(key);
		}
	}

	delete(key: string): Promise<void> {
		return this.#remove(prefixOf(key), (store) => store.delete(key));
	}

	deletePrefix(prefix: string): Promise<void> {
		return this.#remove(prefix, (store) => store.deletePrefix(prefix));
	}

	/** Nothing may be on its way to the bucket meanwhile: it would arrive there after its removal. */
	async #remove(prefix: string, work: (store: ObjectStore) => Promise<void>): Promise<void> {
		const isIdle = await this.#local.isEmpty(prefix);
		const exclusion = isIdle ? IDLE : await this.#exclude(prefix);
		if (!exclusion) throw new StoreAway(new Error(`${prefix} is being moved`));
		try {
			for (const near of [this.#local, this.#recent.store]) await work(near);
			await this.#outbound.attempt(work);
		} finally {
			await exclusion.release();
		}
	}

	async *list(prefix: string): AsyncIterable<ListedObject> {
		const here = new Set<string>();
		for await (const object of this.#local.list(prefix)) {
			here.add(object.key);
			yield { ...object, tier: "local" };
		}
		for await (const object of this.#primary.list(prefix)) if (!here.has(object.key)) yield object;
	}

	async countTemporary(before: Date): Promise<number> {
		return (
			(await this.#local.countTemporary(before)) + (await this.#primary.countTemporary(before))
		);
	}

	async sweepTemporary(before: Date): Promise<number> {
		const here = await this.#local.sweepTemporary(before);
		return here + (await this.#primary.sweepTemporary(before));
	}

	async check(): Promise<"up" | "degraded"> {
		await this.#local.check();
		try {
			await this.checkPrimary();
			return "up";
		} catch (error) {
			if (!isAway(error)) throw error;
			return "degraded";
		}
	}

	/** Throws `StoreAway` where the bucket cannot be used just now. */
	checkPrimary(): Promise<void> {
		return this.#outbound.check();
	}
}
