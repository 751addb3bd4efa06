/** Who belongs together of people whom nobody has named: face by face, as the photos come. Pure. */
import { assign } from "./assignment.ts";
import { type Calibration, thresholdFor } from "./calibration.ts";

/**
 * How often a stranger may be put to somebody. More than a search allows: a likeness is the mean over
 * all faces of a person here, which a stranger reaches less often (bench/faces-people.ts).
 */
const FALSE_LINK_RATE = 0.1;
/** With fewer people, the first faces of an event would be put together too easily. */
const FEWEST_PEOPLE = 50;

/** From which mean likeness a face is put to one of so many people. */
export function linkingThreshold(calibration: Calibration, people: number): number {
	const rate = { ...calibration, falseMatchRate: FALSE_LINK_RATE };
	return thresholdFor(rate, Math.max(FEWEST_PEOPLE, people));
}

interface Person {
	/** Of all embeddings. */
	sum: Float64Array;
	faces: number;
}

export class FaceGroups {
	readonly #calibration: Calibration;
	readonly #people = new Map<string, Person>();

	constructor(calibration: Calibration) {
		this.#calibration = calibration;
	}

	/** A face that is known to be somebody's. */
	add(personId: string, embedding: Float32Array): void {
		const person = this.#people.get(personId) ?? {
			sum: new Float64Array(embedding.length),
			faces: 0,
		};
		this.#people.set(personId, person);
		for (const [i, value] of embedding.entries()) person.sum[i] = (person.sum[i] as number) + value;
		person.faces++;
	}

	/** The mean likeness of a face to all of a person's: −1 to 1, and −1 for somebody unknown. */
	likeness(personId: string, embedding: Float32Array): number {
		const person = this.#people.get(personId);
		if (!person) return -1;
		let sum = 0;
		for (let i = 0; i < embedding.length; i++)
			sum += (person.sum[i] as number) * (embedding[i] as number);
		return sum / person.faces;
	}

	/**
	 * Puts the faces of one photo to people, each person once and none of `present`, who are on it
	 * already; null for a face that is nobody's yet. Adds nothing: that is up to who asked.
	 */
	place(embeddings: readonly Float32Array[], present: ReadonlySet<string>): (string | null)[] {
		const people = [...this.#people.keys()].filter((id) => !present.has(id));
		if (people.length === 0) return embeddings.map(() => null);
		const threshold = linkingThreshold(this.#calibration, this.#people.size);
		const worth = embeddings.map((embedding) =>
			people.map((id) => this.likeness(id, embedding) - threshold),
		);
		return assign(worth).map((column) => people[column] ?? null);
	}
}
