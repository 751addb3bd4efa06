/**
 * How well the people of an event are told apart whom nobody has named, on Labeled Faces in the Wild:
 * `node bench/faces-people.ts EMBEDDINGS`, the file that bench/faces-lfw.ts makes. An event is some of
 * its people with all their pictures, which come in any order; each line is the mean of ten such.
 */
import { readFileSync } from "node:fs";
import { DLIB_CALIBRATION } from "#lib/faces/calibration.ts";
import { FaceGroups } from "#lib/faces/grouping.ts";
import type { Sample } from "./faces-measures.ts";

const EVENTS = 10;
const [store] = process.argv.slice(2);
if (!store) throw new Error("Which file has the embeddings?");

const embedded: Record<string, number[] | null> = JSON.parse(readFileSync(store, "utf8"));
const samples: Sample[] = Object.entries(embedded).flatMap(([file, embedding]) => {
	const person = file.replace(/_\d+\.jpg$/, "");
	return embedding ? [{ person, embedding: Float32Array.from(embedding) }] : [];
});
const everybody = [...Map.groupBy(samples, ({ person }) => person).values()];

/** The same order each time: a linear congruence. */
let seed = 1;
function random(): number {
	seed = (seed * 1103515245 + 12345) % 2 ** 31;
	return seed / 2 ** 31;
}
const shuffled = <T>(of: readonly T[]): T[] =>
	of
		.map((one) => ({ one, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);

/** Whose the pictures of each group are. */
function group(faces: readonly Sample[]): string[][] {
	const groups = new FaceGroups(DLIB_CALIBRATION);
	const found = new Map<string, string[]>();
	for (const { person, embedding } of faces) {
		const id = groups.place([embedding], new Set())[0] ?? `group ${found.size}`;
		groups.add(id, embedding);
		found.set(id, [...(found.get(id) ?? []), person]);
	}
	return [...found.values()];
}

const pairs = (count: number) => (count * (count - 1)) / 2;
const counts = (people: readonly string[]) =>
	[...Map.groupBy(people, (person) => person).values()].map((own) => own.length);
const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);

function measure(groups: string[][]) {
	const faces = groups.flat();
	const together = sum(groups.flatMap((one) => counts(one).map(pairs)));
	return {
		purity: sum(groups.map((one) => Math.max(...counts(one)))) / faces.length,
		groupsPerPerson: sum(groups.map((one) => counts(one).length)) / counts(faces).length,
		pairsRight: together / Math.max(1, sum(groups.map((one) => pairs(one.length)))),
		pairsFound: together / sum(counts(faces).map(pairs)),
	};
}

for (const [people, pictures] of [
	[10, 5],
	[60, 5],
	[60, 3],
	[200, 2],
	[450, 2],
] as const) {
	const known = everybody.filter((own) => own.length >= pictures);
	const events = Array.from({ length: EVENTS }, () =>
		measure(group(shuffled(shuffled(known).slice(0, people).flat()))),
	);
	const mean = (of: keyof ReturnType<typeof measure>) =>
		(sum(events.map((event) => event[of])) / EVENTS).toFixed(4);
	console.log(
		`${people} people with ${pictures} pictures or more: purity ${mean("purity")},`,
		`groups a person ${mean("groupsPerPerson")},`,
		`pairs right ${mean("pairsRight")}, found ${mean("pairsFound")}`,
	);
}
