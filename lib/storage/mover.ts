/**
 * Brings what lies on this machine's disk to the bucket, as soon as that takes it. There is no list of
 * what is to be moved: whatever is on the disk is. Runs in every process, since it must run where the
 * bytes are, and they exclude each other from a prefix.
 */
import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/core/log.ts";
import { prefixOf } from "./storage.ts";
import { isAway } from "./store-away.ts";
import type { TieredStore } from "./tiered-store.ts";

export interface Owners {
	/** Of these prefixes, those that nobody owns yet, and that may be discarded still. */
	findStaged(prefixes: readonly string[]): Promise<Set<string>>;
	/** The object of this key is in the bucket. */
	moved(key: string): Promise<void>;
}

export interface Mover {
	/** Breaks off what is being moved; a next run begins it again. */
	stop(): Promise<void>;
}

const EVERY_MS = 5000;
/** How many rounds the copies of what was sent last may grow beyond their limit. */
const TRIM_EVERY = 12;
const PREFIXES = 100;
const AT_ONCE = 4;

/** The prefixes of everything on the disk, so many at a time. */
async function* localPrefixes(store: TieredStore): AsyncIterable<string[]> {
	const prefixes = new Set<string>();
	for await (const { key } of store.listLocal()) {
		prefixes.add(prefixOf(key));
		if (prefixes.size < PREFIXES) continue;
		yield [...prefixes];
		prefixes.clear();
	}
	if (prefixes.size > 0) yield [...prefixes];
}

class Round {
	readonly #store: TieredStore;
	readonly #owners: Owners;
	readonly #signal: AbortSignal;
	#moved = 0;

	constructor(store: TieredStore, owners: Owners, signal: AbortSignal) {
		this.#store = store;
		this.#owners = owners;
		this.#signal = signal;
	}

	get #mayGoOn(): boolean {
		return this.#store.isPrimaryUsable && !this.#signal.aborted;
	}

	async #moveEach(prefixes: Iterator<string>): Promise<void> {
		const options = { moved: this.#owners.moved, signal: this.#signal };
		for (let next = prefixes.next(); !next.done && this.#mayGoOn; next = prefixes.next())
			this.#moved += await this.#store.move(next.value, options);
	}

	/** Moves what is there now, and returns how many objects that were. */
	async run(): Promise<number> {
		for await (const prefixes of localPrefixes(this.#store)) {
			const staged = await this.#owners.findStaged(prefixes);
			const queue = prefixes.filter((prefix) => !staged.has(prefix)).values();
			await Promise.all(Array.from({ length: AT_ONCE }, () => this.#moveEach(queue)));
			if (!this.#mayGoOn) break;
		}
		return this.#moved;
	}
}

/** Moves everything that nobody else moves, and returns how many objects that were. */
export async function moveAll(
	store: TieredStore,
	owners: Owners,
	signal: AbortSignal = new AbortController().signal,
): Promise<number> {
	if (!store.isPrimaryUsable) return 0;
	const count = await new Round(store, owners, signal).run();
	if (count > 0) log.info({ count }, "objects were moved to the store");
	return count;
}

/** Moves from now on, every few seconds, until it is stopped. */
export function startMover(store: TieredStore, owners: Owners): Mover {
	const controller = new AbortController();
	const { signal } = controller;
	const attempt = (work: Promise<unknown>) =>
		work.catch((error) => {
			// Who is away is known and watched; a database that is gone comes back as well.
			if (!isAway(error) && !signal.aborted) log.error({ err: error }, "moving objects failed");
		});
	const run = async () => {
		for (let round = 1; !signal.aborted; round++) {
			await attempt(moveAll(store, owners, signal));
			if (round % TRIM_EVERY === 0) await attempt(store.trimRecent());
			await pause(EVERY_MS, undefined, { signal }).catch(() => {});
		}
	};
	const running = run();
	return {
		stop: () => {
			controller.abort();
			return running;
		},
	};
}
