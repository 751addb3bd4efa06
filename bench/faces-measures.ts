/** What is measured of an embedder, from embeddings whose people are known. */
import type { Calibration } from "#lib/faces/calibration.ts";
import { FaceIndex } from "#lib/faces/face-index.ts";
import { matchPhoto } from "#lib/faces/matching.ts";

export interface Sample {
	person: string;
	embedding: Float32Array;
}

export interface Compared {
	same: boolean;
	similarity: number;
}

export const similarity = (a: Float32Array, b: Float32Array): number =>
	a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

const percent = (part: number, whole: number) =>
	`${((100 * part) / whole).toFixed(2)} % of ${whole}`;

/** Same or not: the threshold from the one set, measured on the other. */
export function verify(learnOn: Compared[], measureOn: Compared[]): object {
	const right = (set: Compared[], threshold: number) =>
		set.filter((pair) => pair.similarity >= threshold === pair.same).length;
	const thresholds = learnOn.map((pair) => pair.similarity).sort((a, b) => a - b);
	const most = Math.max(...thresholds.map((threshold) => right(learnOn, threshold)));
	const equal = thresholds.filter((threshold) => right(learnOn, threshold) === most);
	const best = equal[equal.length >> 1] as number;
	const strangers = measureOn.filter(({ same }) => !same).map((pair) => pair.similarity);
	const allowed = Math.floor(strangers.length / 100);
	const limit = strangers.sort((a, b) => b - a)[allowed] ?? 1;
	const own = measureOn.filter(({ same }) => same);
	return {
		threshold: best.toFixed(4),
		accuracy: percent(right(measureOn, best), measureOn.length),
		trueAcceptsAt1: percent(own.filter((pair) => pair.similarity > limit).length, own.length),
	};
}

/** The first picture of each person is enrolled, all others are asked about. */
export function identify(samples: Sample[]): object {
	const { index, others } = enrol(samples, () => true);
	let [top1, top3] = [0, 0];
	for (const { person, embedding } of others) {
		const rank = index.search(embedding, 3).findIndex(({ personId }) => personId === person);
		top1 += rank === 0 ? 1 : 0;
		top3 += rank >= 0 ? 1 : 0;
	}
	const of = others.length;
	return { enrolled: index.people, top1: percent(top1, of), top3: percent(top3, of) };
}

/** Half the people enrolled, the other half strangers; then the other way round. */
export function identifyOpen(samples: Sample[], calibration: Calibration): object {
	const places = new Map<string, number>();
	for (const { person } of samples) if (!places.has(person)) places.set(person, places.size);
	const count = { strangers: 0, taken: 0, known: 0, right: 0, wrong: 0 };
	let enrolled = 0;
	for (const half of [0, 1]) {
		const isKnown = (person: string) => (places.get(person) as number) % 2 === half;
		const { index, others } = enrol(samples, isKnown);
		enrolled = index.people;
		for (const { person, embedding } of others) {
			const ranked = index.search(embedding, 3);
			const found = matchPhoto([ranked], { calibration, enrolled })[0]?.person;
			count[isKnown(person) ? "known" : "strangers"]++;
			if (!found) continue;
			if (!isKnown(person)) count.taken++;
			else count[found.personId === person ? "right" : "wrong"]++;
		}
	}
	return {
		margin: calibration.margin,
		enrolled,
		falseIdentifications: percent(count.taken, count.strangers),
		right: percent(count.right, count.known),
		wrong: percent(count.wrong, count.known),
	};
}

function enrol(samples: Sample[], isEnrolled: (person: string) => boolean) {
	const index = new FaceIndex(samples[0]?.embedding.length ?? 0);
	const seen = new Set<string>();
	const others: Sample[] = [];
	for (const sample of samples)
		if (isEnrolled(sample.person) && !seen.has(sample.person)) {
			seen.add(sample.person);
			index.add(sample.person, sample.embedding);
		} else others.push(sample);
	return { index, others };
}
