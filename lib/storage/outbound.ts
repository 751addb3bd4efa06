/** The way to the bucket: how long it may take, and whether it is worth trying. */
import { Breaker } from "./breaker.ts";
import type { S3Store } from "./s3-store.ts";
import type { SendableFile } from "./s3-upload.ts";
import { StoreAway } from "./store-away.ts";

/** An upload that is slower than this goes on by itself, and its sender need not wait. */
const BYTES_PER_MS = 4000;
/** Nobody waits for what goes by itself; this only ends what will never end. */
const PATIENCE = 60;
/** Of a check, which itself is waited for. */
const CHECK_MS = 3000;

export interface OutboundOptions {
	/** What an upload waits for the bucket, beside its share for its size. */
	timeoutMs: number;
	/** How often a bucket that was away is tried. */
	probeEveryMs: number;
}

/** Of which the rest runs on unheard. */
async function atMost<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new StoreAway(new Error(`no answer in ${ms} ms`))), ms);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export class Outbound {
	readonly #primary: S3Store;
	readonly #timeoutMs: number;
	readonly #breaker: Breaker;

	constructor(primary: S3Store, { timeoutMs, probeEveryMs }: OutboundOptions) {
		this.#primary = primary;
		this.#timeoutMs = timeoutMs;
		this.#breaker = new Breaker(() => atMost(timeoutMs, primary.check()), probeEveryMs);
	}

	/** False while the bucket is not even tried. */
	get isOpen(): boolean {
		return !this.#breaker.away;
	}

	/** Runs work on the bucket, unless it is known to be away. Throws `StoreAway`, and remembers it. */
	async attempt(work: (primary: S3Store) => Promise<void>): Promise<void> {
		if (this.#breaker.away) throw new StoreAway(new Error("known to be away"));
		try {
			await work(this.#primary);
		} catch (error) {
			this.#breaker.trip(error);
			throw error;
		}
	}

	/** Sends a file that somebody waits for. Throws `StoreAway`, also for what takes too long. */
	send(key: string, file: SendableFile): Promise<void> {
		const limit = AbortSignal.timeout(this.#patience(file));
		return this.attempt((primary) => primary.send(key, file, limit));
	}

	/** Sends a file that nobody waits for, until `signal` aborts. Throws `StoreAway`. */
	async sendPatiently(key: string, file: SendableFile, signal: AbortSignal): Promise<void> {
		const limit = AbortSignal.timeout(PATIENCE * this.#patience(file));
		const either = AbortSignal.any([limit, signal]);
		await this.attempt((primary) =>
			primary.send(key, file, either).catch((error) => {
				if (!signal.aborted) throw error;
			}),
		);
		signal.throwIfAborted();
	}

	#patience({ size }: SendableFile): number {
		return Math.ceil(this.#timeoutMs + size / BYTES_PER_MS);
	}

	/** Throws `StoreAway` where the bucket cannot be used just now. */
	async check(): Promise<void> {
		if (this.#breaker.away) throw new StoreAway(new Error("known to be away"));
		await atMost(CHECK_MS, this.#primary.check());
	}
}
