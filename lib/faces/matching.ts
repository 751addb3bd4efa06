/** Who is on a photo: likenesses → people, with how sure that is. Pure. */
import { assign } from "./assignment.ts";
import { type Calibration, confidenceOf, thresholdFor } from "./calibration.ts";
import type { Ranked } from "./face-index.ts";

export interface Suggestion extends Ranked {
	/** 0 to 1: how likely it is them, among as many as are enrolled. */
	confidence: number;
}

export interface Match {
	/** Null where nobody is alike enough, or two people are about equally so. */
	person: Suggestion | null;
	/** The most alike people, best first, whether or not one is taken. */
	suggestions: Suggestion[];
}

export interface MatchOptions {
	calibration: Calibration;
	/** People to choose from. */
	enrolled: number;
	/** How much more alike the first has to be than the second. */
	margin?: number;
}

/**
 * Decides for all faces of one photo, each given as its most alike people. A person is on a photo
 * once: where several faces could be theirs, the assignment is taken that fits best as a whole.
 */
export function matchPhoto(faces: readonly Ranked[][], options: MatchOptions): Match[] {
	const { calibration, enrolled, margin = calibration.margin } = options;
	const threshold = thresholdFor(calibration, enrolled);
	const people = [...new Set(faces.flat().map(({ personId }) => personId))];
	const column = new Map(people.map((personId, at) => [personId, at]));
	const worth = faces.map((ranked) => {
		const row = new Array<number>(people.length).fill(0);
		for (const { personId, similarity } of ranked)
			row[column.get(personId) as number] = similarity - threshold;
		return row;
	});
	const chosen = assign(worth);
	return faces.map((ranked, face) => {
		const suggestions = ranked.map((one) => ({
			...one,
			confidence: confidenceOf(calibration, one.similarity, enrolled),
		}));
		const own = people[chosen[face] as number];
		const taken = new Set(people.filter((_, at) => chosen.includes(at)));
		const person = suggestions.find(({ personId }) => personId === own);
		const rival = suggestions.find(({ personId }) => !taken.has(personId));
		const isClear = person && person.similarity - (rival?.similarity ?? -1) >= margin;
		return { person: isClear ? person : null, suggestions };
	});
}
