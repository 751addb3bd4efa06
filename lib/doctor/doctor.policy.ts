/** What is wrong with a row and its objects: a pure comparison of the two. */
import { LOST } from "#lib/media/media.policy.ts";

export type ProblemKind =
	| "orphan"
	| "deleted"
	| "leftover"
	| "unknown"
	| "lost"
	| "original"
	| "elsewhere"
	| "size"
	| "checksum"
	| "returned"
	| "pictures"
	| "tier"
	| "waiting"
	| "archive"
	| "archive-size"
	| "upload-file"
	| "upload-bytes"
	| "temporary"
	| "usage";

export interface Problem {
	kind: ProblemKind;
	/** Of the object, or of the folder with a slash at its end; an upload's id, a user's. */
	key: string;
	/** What the row calls it, where there is one. */
	name: string | null;
	detail: string;
}

export interface FoundObject {
	key: string;
	/** Bytes. */
	size: number;
	modifiedAt: Date;
	tier: "primary" | "local";
}

/** What a media's row says of its objects. */
export interface MediaFacts {
	id: string;
	batchId: string | null;
	kind: "image" | "video" | "file";
	fileName: string;
	state: "stored" | "processing" | "ready" | "failed";
	errorCode: string | null;
	/** Bytes. */
	byteSize: number;
	/** Hex; empty for a sheet that never became a file. */
	sha256: string;
	tier: "primary" | "local";
	originalKey: string;
	/** Null where it needs none. */
	recipeKey: string | null;
	renditions: { key: string; bytes: number }[];
	updatedAt: Date;
	deletedAt: Date | null;
}

export interface BatchFacts {
	id: string;
	fileName: string | null;
	/** Bytes. */
	size: number;
	/** Null for what was not sent as one. */
	archiveKey: string | null;
}

export interface Circumstances {
	/** What was written or deleted since then is in somebody's hands still. */
	before: Date;
	/** What waits since then has lost its job. */
	waitingSince: Date;
	/** Whether an original may lie on another machine's disk. */
	tiered: boolean;
}

const isOld = (objects: readonly FoundObject[], before: Date) =>
	objects.every(({ modifiedAt }) => modifiedAt < before);

const bytesOf = (objects: readonly FoundObject[]) =>
	objects.reduce((sum, { size }) => sum + size, 0);

const amount = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

const contents = (objects: readonly FoundObject[]) =>
	`${amount(objects.length, "object")}, ${amount(bytesOf(objects), "byte")}`;

/** A folder whose row is not there. */
export function compareOrphan(
	prefix: string,
	objects: readonly FoundObject[],
	{ before }: Circumstances,
): Problem[] {
	if (objects.length === 0 || !isOld(objects, before)) return [];
	return [{ kind: "orphan", key: prefix, name: null, detail: contents(objects) }];
}

type Objects = ReadonlyMap<string, FoundObject>;

/** Renditions and recipe that are missing, or of another size than they were written with. */
function brokenPictures(media: MediaFacts, objects: Objects) {
	const wanted = media.renditions.map(({ key, bytes }) => ({ key, bytes: bytes as number | null }));
	if (media.recipeKey !== null) wanted.push({ key: media.recipeKey, bytes: null });
	const missing = wanted.filter(({ key }) => !objects.has(key));
	const cut = wanted.filter(({ key, bytes }) => {
		const found = objects.get(key);
		return found && bytes !== null && found.size !== bytes;
	});
	return { wanted, missing, cut };
}

const nameOf = ({ key }: { key: string }) => key.slice(key.lastIndexOf("/") + 1);

function comparePictures(media: MediaFacts, objects: Objects): [ProblemKind, string][] {
	const { wanted, missing, cut } = brokenPictures(media, objects);
	if (missing.length + cut.length === 0) return [];
	const parts = [
		missing.length > 0 ? `missing: ${missing.map(nameOf).join(", ")}` : [],
		cut.length > 0 ? `of another size: ${cut.map(nameOf).join(", ")}` : [],
	].flat();
	return [["pictures", `${parts.join("; ")} (of ${wanted.length})`]];
}

function compareMissing(
	media: MediaFacts,
	objects: Objects,
	{ tiered }: Circumstances,
): [ProblemKind, string][] {
	if (media.errorCode === LOST) return [];
	if (tiered && media.tier === "local")
		return [["elsewhere", "it is on another machine's disk, or lost"]];
	const left = media.renditions.filter(({ key }) => objects.has(key));
	if (left.length === 0) return [["lost", "the original is missing, and nothing is left of it"]];
	const of = amount(media.renditions.length, "picture");
	return [["original", `the original is missing; ${left.length} of ${of} made of it are left`]];
}

function compareWhole(
	media: MediaFacts,
	objects: Objects,
	{ waitingSince }: Circumstances,
): [ProblemKind, string][] {
	if (media.errorCode === LOST) return [["returned", "it was lost, and is there again"]];
	if (media.state === "ready") return comparePictures(media, objects);
	const waits = media.state !== "failed" && media.updatedAt < waitingSince;
	return waits ? [["waiting", `${media.state} since ${media.updatedAt.toISOString()}`]] : [];
}

function compareOriginal(
	media: MediaFacts,
	objects: Objects,
	sum: string | null,
	now: Circumstances,
): [ProblemKind, string][] {
	const original = objects.get(media.originalKey);
	if (!original) return compareMissing(media, objects, now);
	const problems: [ProblemKind, string][] = [];
	if (original.tier !== media.tier)
		problems.push(["tier", `it is ${original.tier}, and its row says ${media.tier}`]);
	if (original.size !== media.byteSize)
		problems.push(["size", `it has ${original.size} of ${amount(media.byteSize, "byte")}`]);
	else if (sum !== null && sum !== media.sha256)
		problems.push(["checksum", `its SHA-256 is ${sum} instead of ${media.sha256}`]);
	// Of what is not what was sent nothing is made once more.
	else problems.push(...compareWhole(media, objects, now));
	return problems;
}

/**
 * Objects in a media's folder that its row knows nothing of. While it is worked on they come and go; and
 * beside an original that is not whole they may be all that is left of it.
 */
function leftovers(media: MediaFacts, objects: Objects, { before }: Circumstances): FoundObject[] {
	if (media.state !== "ready" && media.state !== "failed") return [];
	if (objects.get(media.originalKey)?.size !== media.byteSize) return [];
	const own = new Set([media.originalKey, ...media.renditions.map(({ key }) => key)]);
	return [...objects.values()].filter(
		({ key, modifiedAt }) =>
			!own.has(key) && !key.endsWith("/stripped.json") && modifiedAt < before,
	);
}

/** Keys of the pictures that a media's row names and that are not there. */
export function missingPictures(media: MediaFacts, found: readonly FoundObject[]): string[] {
	const objects = new Map(found.map((object) => [object.key, object]));
	return brokenPictures(media, objects).missing.map(({ key }) => key);
}

/**
 * Everything that is wrong with a media and the objects in its folder. `sum` is the SHA-256 of its
 * original, null where that was not read.
 */
export function compareMedia(
	media: MediaFacts,
	found: readonly FoundObject[],
	sum: string | null,
	now: Circumstances,
): Problem[] {
	const { fileName: name, originalKey: key, deletedAt } = media;
	if (deletedAt !== null) {
		const isDue = found.length > 0 && deletedAt < now.before && isOld(found, now.before);
		return isDue ? [{ kind: "deleted", key, name, detail: contents(found) }] : [];
	}
	const objects = new Map(found.map((object) => [object.key, object]));
	const problems = media.sha256 === "" ? [] : compareOriginal(media, objects, sum, now);
	return [
		...problems.map(([kind, detail]) => ({ kind, key, name, detail })),
		...leftovers(media, objects, now).map((object) => {
			return { kind: "leftover" as const, key: object.key, name, detail: contents([object]) };
		}),
	];
}

/** Everything that is wrong with a batch and what it was sent as. */
export function compareBatch(batch: BatchFacts, found: readonly FoundObject[]): Problem[] {
	const { fileName: name, archiveKey: key } = batch;
	if (key === null) return [];
	const archive = found.find((object) => object.key === key);
	if (!archive) return [{ kind: "archive", key, name, detail: "it is missing" }];
	if (archive.size === batch.size) return [];
	const detail = `it has ${archive.size} of ${amount(batch.size, "byte")}`;
	return [{ kind: "archive-size", key, name, detail }];
}

/** Of a sample that should be there: whether the database and the store belong together at all. */
export function seemsForeign(sample: { there: number; missing: number; strangers: boolean }) {
	const { there, missing, strangers } = sample;
	return there + missing === 0 ? strangers : missing > there;
}
