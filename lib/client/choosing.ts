/** Photos of a gallery being chosen, many of which its page may never have fetched. */

/** Two photos, whichever comes first. */
export type Ends = readonly [string, string];

/** Places in the gallery, from 0, both included. */
export interface PlaceSpan {
	from: number;
	to: number;
}

export interface Choice<T> {
	/** By id, in the order chosen; null for what was chosen without having been fetched. */
	items: ReadonlyMap<string, T | null>;
	/** Choosing has begun, though nothing may be chosen yet. */
	active: boolean;
	/** It is being asked which they are. */
	asking: boolean;
	/** What a drag goes over, and would choose. */
	span: PlaceSpan | null;
}

/** What is chosen from. */
export interface Choosable<T> {
	/** The photos between two, both included; null where some of them are not there. */
	between: (ends: Ends) => readonly T[] | null;
	/** Asks for the ids of those between two, or of all. */
	ask: (ends: Ends | null, signal: AbortSignal) => Promise<readonly string[]>;
	failed: (error: unknown) => void;
}

const NOTHING = { items: new Map<string, never>(), active: false, asking: false, span: null };

/** Whoever listens is told of each change; a tile looks only whether it is chosen itself. */
export class Choosing<T extends { id: string }> {
	#now: Choice<T> = NOTHING;
	/** Where the last choice was made: a range goes on from there. */
	#last: string | null = null;
	#asked = new AbortController();
	/** Dropped since it was asked: the answer may still name them. */
	#gone = new Set<string>();
	readonly #listeners = new Set<() => void>();
	readonly #among: () => Choosable<T>;

	constructor(among: () => Choosable<T>) {
		this.#among = among;
	}

	get = (): Choice<T> => this.#now;

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	isChosen(id: string, place: number): boolean {
		const { items, span } = this.#now;
		return items.has(id) || (span !== null && span.from <= place && place <= span.to);
	}

	/** Chooses an item, or does not any more; with `range`, all from the last one to this one. */
	toggle(item: T, range: boolean): void {
		if (range && this.#last !== null) return void this.run([this.#last, item.id]);
		const items = new Map(this.#now.items);
		if (!items.delete(item.id)) items.set(item.id, item);
		this.#last = item.id;
		this.#set({ items, active: true });
	}

	/** Chooses all between two as well, the second of which was the last choice. */
	async run(ends: Ends): Promise<void> {
		const there = this.#among().between(ends);
		if (there) this.#add(there.map((item) => [item.id, item] as const));
		else if (!(await this.#ask(ends))) return;
		this.#last = ends[1];
	}

	all = (): Promise<boolean> => this.#ask(null);

	/** Shows what a drag goes over; null where it is over, or given up. */
	mark(span: PlaceSpan | null): void {
		const old = this.#now.span;
		if (old?.from !== span?.from || old?.to !== span?.to) this.#set({ span });
	}

	/** These are not there any more, or done with. */
	drop(ids: readonly string[]): void {
		const items = new Map(this.#now.items);
		for (const id of ids) {
			items.delete(id);
			this.#gone.add(id);
		}
		this.#set({ items });
	}

	enter = (): void => this.#set({ active: true });

	leave = (): void => {
		this.#asked.abort();
		this.#last = null;
		if (this.#now !== NOTHING) this.#set(NOTHING);
	};

	/** Resolves to whether they are chosen now. */
	async #ask(ends: Ends | null): Promise<boolean> {
		this.#asked.abort();
		const asked = new AbortController();
		this.#asked = asked;
		this.#gone.clear();
		this.#set({ asking: true });
		try {
			const ids = await this.#among().ask(ends, asked.signal);
			if (asked.signal.aborted) return false;
			this.#add(ids.flatMap((id) => (this.#gone.has(id) ? [] : [[id, null] as const])));
			return true;
		} catch (error) {
			if (!asked.signal.aborted) this.#among().failed(error);
			return false;
		} finally {
			if (this.#asked === asked && !asked.signal.aborted) this.#set({ asking: false });
		}
	}

	#add(more: readonly (readonly [string, T | null])[]): void {
		const items = new Map(this.#now.items);
		// What is known of one already is kept.
		for (const [id, item] of more) if (!items.get(id)) items.set(id, item);
		this.#set({ items, active: true });
	}

	#set(change: Partial<Choice<T>>): void {
		this.#now = { ...this.#now, ...change };
		for (const listener of this.#listeners) listener();
	}
}
