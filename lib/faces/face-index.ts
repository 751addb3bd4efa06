/** All enrolled embeddings in memory, searched one by one: exact, and fast enough up to a million. */

/** A person and the likeness of their best sample: the cosine of the angle, −1 to 1. */
export interface Ranked {
	personId: string;
	similarity: number;
}

const FIRST_CAPACITY = 1024;

export class FaceIndex {
	/** Numbers in an embedding. */
	readonly #length: number;
	/** Row after row; only the first `#size` rows count. */
	#rows: Float32Array;
	/** Whose the row is, as a place in `#people`. */
	#owners: Int32Array = new Int32Array(FIRST_CAPACITY);
	#size = 0;
	readonly #people: string[] = [];
	readonly #places = new Map<string, number>();

	/** `length` is that of every embedding, a multiple of 4. */
	constructor(length: number) {
		if (length % 4 !== 0) throw new RangeError("The length of an embedding is a multiple of 4.");
		this.#length = length;
		this.#rows = new Float32Array(FIRST_CAPACITY * length);
	}

	/** Embeddings in it. */
	get size(): number {
		return this.#size;
	}

	/** People with an embedding in it. */
	get people(): number {
		return this.#places.size;
	}

	/** Adds one sample of a person; they may have any number. The embedding has unit length. */
	add(personId: string, embedding: Float32Array): void {
		this.#check(embedding);
		if (this.#size === this.#owners.length) this.#grow();
		let place = this.#places.get(personId);
		if (place === undefined) {
			place = this.#people.push(personId) - 1;
			this.#places.set(personId, place);
		}
		this.#rows.set(embedding, this.#size * this.#length);
		this.#owners[this.#size++] = place;
	}

	/** The people who are most alike, the best first, each with their best sample. */
	search(embedding: Float32Array, count = 3): Ranked[] {
		this.#check(embedding);
		const best = new Best(count);
		const [rows, owners, length] = [this.#rows, this.#owners, this.#length];
		for (let row = 0, at = 0; row < this.#size; row++, at += length) {
			const similarity = dot(rows, at, embedding);
			if (similarity > best.floor) best.offer(owners[row] as number, similarity);
		}
		return best.places.map((place, rank) => ({
			personId: this.#people[place] as string,
			similarity: best.similarities[rank] as number,
		}));
	}

	/** Everybody with a sample that is at least as alike as that, in no order. */
	above(embedding: Float32Array, threshold: number): Ranked[] {
		this.#check(embedding);
		const found = new Map<number, number>();
		for (let row = 0, at = 0; row < this.#size; row++, at += this.#length) {
			const similarity = dot(this.#rows, at, embedding);
			const place = this.#owners[row] as number;
			if (similarity >= threshold && similarity > (found.get(place) ?? -2))
				found.set(place, similarity);
		}
		return [...found].map(([place, similarity]) => ({
			personId: this.#people[place] as string,
			similarity,
		}));
	}

	#check(embedding: Float32Array): void {
		if (embedding.length !== this.#length)
			throw new RangeError(`An embedding has ${this.#length} numbers, not ${embedding.length}.`);
	}

	#grow(): void {
		const [rows, owners] = [this.#rows, this.#owners];
		this.#rows = new Float32Array(rows.length * 2);
		this.#rows.set(rows);
		this.#owners = new Int32Array(owners.length * 2);
		this.#owners.set(owners);
	}
}

/** Four sums at a time, which the compiler keeps in registers. */
function dot(rows: Float32Array, at: number, query: Float32Array): number {
	let [s0, s1, s2, s3] = [0, 0, 0, 0];
	for (let i = 0; i < query.length; i += 4) {
		s0 += (rows[at + i] as number) * (query[i] as number);
		s1 += (rows[at + i + 1] as number) * (query[i + 1] as number);
		s2 += (rows[at + i + 2] as number) * (query[i + 2] as number);
		s3 += (rows[at + i + 3] as number) * (query[i + 3] as number);
	}
	return s0 + s1 + s2 + s3;
}

/** The best few people so far, each once. */
class Best {
	readonly #count: number;
	readonly places: number[] = [];
	readonly similarities: number[] = [];
	/** What has to be exceeded to get in. */
	floor = Number.NEGATIVE_INFINITY;

	constructor(count: number) {
		this.#count = count;
	}

	offer(place: number, similarity: number): void {
		const known = this.places.indexOf(place);
		if (known >= 0) {
			if ((this.similarities[known] as number) >= similarity) return;
			this.places.splice(known, 1);
			this.similarities.splice(known, 1);
		}
		const below = this.similarities.findIndex((other) => other < similarity);
		const rank = below < 0 ? this.similarities.length : below;
		this.places.splice(rank, 0, place);
		this.similarities.splice(rank, 0, similarity);
		this.places.length = this.similarities.length = Math.min(this.#count, this.places.length);
		if (this.places.length === this.#count) this.floor = this.similarities.at(-1) as number;
	}
}
