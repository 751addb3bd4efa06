/** Near-identical shots among the photos of an event, by their difference hashes. Pure. */

export interface Shot {
	id: string;
	/** 64 bits as 16 hex digits; see `dhashOf`. */
	dhash: string;
	takenAt: Date | null;
}

export interface SimilarOptions {
	/** Bits that two shots of the same moments may differ by. */
	burstBits: number;
	/** How far apart in time these may be, seconds. */
	burstSeconds: number;
	/** Bits that any two may differ by, whenever they were taken: the same picture, saved again. */
	copyBits: number;
	/** Bits that any member of a group may differ by from its first, so that chains end. */
	spreadBits: number;
}

/** Measured: docs/decisions/2026-11-20-imaging-similar.md. */
export const SIMILAR_DEFAULTS: SimilarOptions = {
	burstBits: 10,
	burstSeconds: 30,
	copyBits: 4,
	spreadBits: 16,
};

/**
 * Groups of two and more, each in the order of time, the groups in that of their first. A shot is
 * in one group at most: that of the earliest shot it is near to, itself or by way of others. Throws
 * RangeError on a hash that is none. 10,000 shots of an evening take some tens of milliseconds, and
 * less than a second where all were taken within `burstSeconds`.
 */
export function groupSimilar(
	shots: readonly Shot[],
	options: Partial<SimilarOptions> = {},
): string[][] {
	const limits = { ...SIMILAR_DEFAULTS, ...options };
	const ordered = shots.toSorted(byTime);
	const hashes = readHashes(ordered);
	const near = new Neighbours(ordered, hashes, limits);
	const taken = new Uint8Array(ordered.length);
	const isFree = (index: number) => taken[index] === 0;
	const groups: string[][] = [];
	for (let seed = 0; seed < ordered.length; seed++) {
		if (taken[seed]) continue;
		taken[seed] = 1;
		const group = [seed];
		// Grows while it is walked over.
		for (const member of group)
			near.visit(member, isFree, (other) => {
				if (distance(hashes, seed, other) > limits.spreadBits) return;
				taken[other] = 1;
				group.push(other);
			});
		if (group.length > 1)
			groups.push(group.sort((a, b) => a - b).map((index) => (ordered[index] as Shot).id));
	}
	return groups;
}

const timeOf = ({ takenAt }: Shot) => takenAt?.getTime() ?? Number.POSITIVE_INFINITY;

/** Those without a time come last; equals by id, so that the answer does not depend on the order. */
function byTime(a: Shot, b: Shot): number {
	const [first, second] = [timeOf(a), timeOf(b)];
	if (first !== second) return first < second ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

/** Two words of 32 bits each. */
function readHashes(shots: readonly Shot[]): Uint32Array {
	const words = new Uint32Array(shots.length * 2);
	for (const [index, { dhash }] of shots.entries()) {
		if (!/^[0-9a-f]{16}$/i.test(dhash)) throw new RangeError(`not a hash: ${dhash}`);
		words[index * 2] = Number.parseInt(dhash.slice(0, 8), 16);
		words[index * 2 + 1] = Number.parseInt(dhash.slice(8), 16);
	}
	return words;
}

function distance(words: Uint32Array, a: number, b: number): number {
	return (
		countBits((words[a * 2] as number) ^ (words[b * 2] as number)) +
		countBits((words[a * 2 + 1] as number) ^ (words[b * 2 + 1] as number))
	);
}

/** H. S. Warren, Hacker's Delight, 5-1. */
function countBits(word: number): number {
	let bits = word - ((word >>> 1) & 0x55555555);
	bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
	return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Finds what is near to one shot without comparing it to all. */
class Neighbours {
	readonly #words: Uint32Array;
	readonly #times: Float64Array;
	readonly #limits: SimilarOptions;
	/** By band, the shots that have the same bits in it. */
	readonly #bands: Map<number, number[]>[];

	constructor(ordered: readonly Shot[], words: Uint32Array, limits: SimilarOptions) {
		this.#words = words;
		this.#limits = limits;
		this.#times = Float64Array.from(ordered, timeOf);
		// One band more than bits may differ: one of them must then be the same in both.
		this.#bands = Array.from({ length: limits.copyBits + 1 }, () => new Map());
		for (let index = 0; index < ordered.length; index++)
			for (const [band, shotsOf] of this.#bands.entries()) {
				const key = this.#bandOf(index, band);
				const same = shotsOf.get(key);
				if (same) same.push(index);
				else shotsOf.set(key, [index]);
			}
	}

	/** Once a shot is not free it never will be again. */
	visit(index: number, isFree: (other: number) => boolean, found: (other: number) => void): void {
		const { copyBits, burstBits } = this.#limits;
		for (const [band, shotsOf] of this.#bands.entries()) {
			const key = this.#bandOf(index, band);
			const free = (shotsOf.get(key) ?? []).filter(isFree);
			// Ten thousand times the same picture would be looked through ten thousand times.
			shotsOf.set(key, free);
			for (const other of free) if (distance(this.#words, index, other) <= copyBits) found(other);
		}
		const test = (other: number) => {
			if (isFree(other) && distance(this.#words, index, other) <= burstBits) found(other);
		};
		for (let other = index - 1; this.#isSameMoment(index, other); other--) test(other);
		for (let other = index + 1; this.#isSameMoment(index, other); other++) test(other);
	}

	/** Without a time: never, as infinity less infinity is no number. */
	#isSameMoment(index: number, other: number): boolean {
		const apart = Math.abs((this.#times[index] as number) - (this.#times[other] ?? Number.NaN));
		return apart <= this.#limits.burstSeconds * 1000;
	}

	/** The bits of one band, which may lie across both words. */
	#bandOf(index: number, band: number): number {
		const count = this.#bands.length;
		const from = Math.floor((band * 64) / count);
		const end = Math.floor(((band + 1) * 64) / count);
		let bits = 0;
		for (let bit = from; bit < end; bit++) {
			const word = this.#words[index * 2 + (bit >> 5)] as number;
			bits = bits * 2 + ((word >>> (31 - (bit & 31))) & 1);
		}
		return bits;
	}
}
