/**
 * How well faces are told apart, and the numbers of `calibration.ts`, on Labeled Faces in the Wild:
 * `node bench/faces-lfw.ts FOLDER EMBEDDINGS`. FOLDER has pairs.tsv and a folder for each person;
 * EMBEDDINGS is a file of ours, made when it is not there, so that the rest can be tried again.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DLIB_CALIBRATION } from "#lib/faces/calibration.ts";
import { loadFaceEngine } from "#lib/faces/engine.ts";
import type { Face, Photo } from "#lib/faces/faces.types.ts";
import { calibrate } from "./faces-calibration.ts";
import { identify, identifyOpen, type Sample, similarity, verify } from "./faces-measures.ts";
import { readPhoto } from "./faces-photos.ts";

interface Embedded {
	[file: string]: number[] | null;
}

const [folder, store] = process.argv.slice(2);
if (!folder || !store) throw new Error("Which folder, and which file for the embeddings?");

/** The subject of a picture of this collection is in its middle. */
function subject(faces: Face[], { width, height }: Photo): Face | undefined {
	const off = ({ box }: Face) =>
		Math.hypot(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2);
	return faces.sort((a, b) => off(a) - off(b))[0];
}

async function embedAll(root: string): Promise<Embedded> {
	const engine = await loadFaceEngine({ modelsDir: ".cache/models" });
	const embedded: Embedded = {};
	const people = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	for (const { name } of people)
		for (const file of readdirSync(join(root, name))) {
			const photo = await readPhoto(join(root, name, file));
			const face = subject(await engine.detectFaces(photo), photo);
			const [embedding] = face ? await engine.embed(photo, [face]) : [];
			embedded[file] = embedding ? [...embedding] : null;
		}
	await engine.close();
	return embedded;
}

if (!existsSync(store)) writeFileSync(store, JSON.stringify(await embedAll(folder)));
const embedded: Embedded = JSON.parse(readFileSync(store, "utf8"));

const [, ...lines] = readFileSync(join(folder, "pairs.tsv"), "utf8").trim().split("\n");
const pairs = lines.map((line) => {
	const [fold = "", same = "", a = "", i = "", b = "", j = ""] = line.split("\t");
	const file = (person: string, number: string) => `${person}_${number.padStart(4, "0")}.jpg`;
	return {
		fold: Number(fold),
		same: same === "1",
		people: [a, b],
		files: [file(a, i), file(b, j)],
	};
});
const foldOf = new Map(pairs.flatMap(({ fold, people }) => people.map((name) => [name, fold])));

const samples: Sample[] = Object.entries(embedded).flatMap(([file, embedding]) => {
	const person = file.replace(/_\d+\.jpg$/, "");
	return embedding ? [{ person, embedding: Float32Array.from(embedding) }] : [];
});
const ofFolds = (...folds: number[]) =>
	samples.filter(({ person }) => folds.includes(foldOf.get(person) ?? 0));

const missed = Object.keys(embedded).filter((file) => !embedded[file]);
console.log(
	`${Object.keys(embedded).length} pictures, without a face: ${missed.length}`,
	...missed,
);

const compared = pairs.map(({ fold, same, files }) => {
	const [a, b] = files.map((file) => embedded[file]);
	// Who is not found is like nobody.
	const likeness = a && b ? similarity(Float32Array.from(a), Float32Array.from(b)) : -1;
	return { fold, same, similarity: likeness };
});
console.log(
	"verification",
	verify(
		compared.filter(({ fold }) => fold !== 3),
		compared.filter(({ fold }) => fold === 3),
	),
);
console.log("identification", identify(samples));
const learnt = { ...DLIB_CALIBRATION, ...calibrate(ofFolds(1, 2)) };
console.log("calibration from folds 1 and 2", learnt);
for (const [name, calibration] of [
	["just learnt", learnt],
	["in use", DLIB_CALIBRATION],
] as const)
	for (const margin of [0, 0.01, 0.02, 0.03])
		for (const [set, of] of [
			["fold 3", ofFolds(3)],
			["all folds", samples],
		] as const)
			console.log("open set", name, set, identifyOpen(of, { ...calibration, margin }));
