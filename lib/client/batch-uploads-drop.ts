/** What was dropped or chosen for batches: ZIP archives or images, and what of it cannot be sent. */
import { isLitter } from "./dropped-files.ts";
import type { FoundFile } from "./found-file.ts";

export type DropKind = "archives" | "images";

/** Why a file is not sent. */
export type LeftOutReason = "other" | "otherArchive" | "empty" | "notZip" | "notImage" | "tooLarge";

export interface LeftOut {
	name: string;
	reason: LeftOutReason;
}

/** What can be sent: each archive is a batch of its own, images are one together. */
export interface Drop {
	kind: DropKind;
	files: FoundFile[];
	leftOut: LeftOut[];
}

/** Why nothing can be sent. */
export type DropProblem = "nothing" | "mixed" | "noneFits" | "tooMany" | "tooMuch";

export type Verdict =
	| { ok: true; drop: Drop }
	| { ok: false; problem: DropProblem; leftOut: LeftOut[] };

const MB = 1024 ** 2;
/** The server's, for one upload and for the entries of one archive. */
export const MOST_BYTES = 10 * 1024 * MB;
export const MOST_IMAGES = 20_000;
/** What an archive made in the browser has room for. */
const MOST_IMAGE_BYTES = 4 * 1024 * MB;

const IMAGE = /\.(jpe?g|png|gif|bmp|tiff?|webp|avif|hei[cf])$/i;
const OTHER_ARCHIVE = /\.(rar|7z|tar|gz|tgz|bz2|xz|zst)$/i;

type Sort = "archive" | "image" | "otherArchive" | "other";

function sortOf({ file, path }: FoundFile): Sort {
	if (/\.zip$/i.test(path) || /^application\/(x-)?zip(-compressed)?$/.test(file.type))
		return "archive";
	if (OTHER_ARCHIVE.test(path)) return "otherArchive";
	// Phones hand over photos without an extension.
	const typed = file.type.startsWith("image/") && !/svg/.test(file.type);
	return IMAGE.test(path) || typed ? "image" : "other";
}

/** By name and size alone: quick, and before any byte is read. */
function sortOut(found: readonly FoundFile[]): Verdict {
	const files = found.filter(({ path }) => !isLitter(path));
	const sorted = Object.groupBy(files, sortOf);
	const leftOut = [...(sorted.otherArchive ?? []), ...(sorted.other ?? [])].map((file) =>
		leave(file, sortOf(file) === "otherArchive" ? "otherArchive" : "other"),
	);
	const refuse = (problem: DropProblem): Verdict => ({ ok: false, problem, leftOut });
	if (files.length === 0) return refuse("nothing");
	if (sorted.archive && sorted.image) return refuse("mixed");
	if (sorted.archive)
		return { ok: true, drop: { kind: "archives", files: sorted.archive, leftOut } };
	if (sorted.image) return { ok: true, drop: { kind: "images", files: sorted.image, leftOut } };
	return refuse("noneFits");
}

const leave = ({ path }: FoundFile, reason: LeftOutReason): LeftOut => ({ name: path, reason });

/** What is wrong with a file by its size and its first bytes, or null. */
async function faultOf(kind: DropKind, { file }: FoundFile): Promise<LeftOutReason | null> {
	if (file.size === 0) return "empty";
	if (file.size > (kind === "archives" ? MOST_BYTES : MOST_IMAGE_BYTES)) return "tooLarge";
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	if (kind === "archives") return looksLikeZip(head) ? null : "notZip";
	return looksLikeImage(head) ? null : "notImage";
}

/** Judges all that was found, by name, by size and by first bytes. Images come in their natural order. */
export async function judgeDrop(found: readonly FoundFile[]): Promise<Verdict> {
	const verdict = sortOut(found);
	if (!verdict.ok) return verdict;
	const { kind, files, leftOut } = verdict.drop;
	// A file that can no longer be read is found out when it is sent: the person is told there.
	const faults = await Promise.all(files.map((file) => faultOf(kind, file).catch(() => null)));
	const wrong = files.flatMap((file, at) => (faults[at] ? [leave(file, faults[at])] : []));
	const fit = files.filter((_, at) => !faults[at]);
	const all = [...wrong, ...leftOut];
	const problem = fit.length === 0 ? "noneFits" : problemOf(kind, fit);
	if (problem) return { ok: false, problem, leftOut: all };
	const byName = new Intl.Collator("en", { numeric: true });
	fit.sort((a, b) => byName.compare(a.path, b.path));
	return { ok: true, drop: { kind, files: fit, leftOut: all } };
}

function problemOf(kind: DropKind, files: readonly FoundFile[]): DropProblem | null {
	if (kind === "archives") return null;
	if (files.length > MOST_IMAGES) return "tooMany";
	return sizeOf(files) > MOST_BYTES ? "tooMuch" : null;
}

export function sizeOf(files: readonly FoundFile[]): number {
	return files.reduce((sum, { file }) => sum + file.size, 0);
}

/** The folder that all were dropped with, or null. */
export function folderOf(files: readonly FoundFile[]): string | null {
	const [first, ...rest] = files.map(({ path }) => path.split("/"));
	if (!first?.[1] || rest.some((segments) => segments[0] !== first[0])) return null;
	return first[0] ?? null;
}

const text = (head: Uint8Array, from: number, to: number) =>
	String.fromCharCode(...head.subarray(from, to));

/** A local header, or the end record of an empty archive (APPNOTE 4.3). */
export function looksLikeZip(head: Uint8Array): boolean {
	return ["PK\x03\x04", "PK\x05\x06"].includes(text(head, 0, 4));
}

const SIGNATURES = ["\xff\xd8\xff", "\x89PNG", "GIF8", "BM", "II*\0", "MM\0*", "II+\0", "MM\0+"];
/** The brands that such a file may name first (ISO 23008-12, AVIF 1.1). */
const HEIF = /^(avif|avis|hei[cxms]|hev[cxms]|mif1|mif2|miaf|msf1)$/;

/** True for the beginning of a JPEG, PNG, GIF, BMP, TIFF, WebP, AVIF or HEIC. */
export function looksLikeImage(head: Uint8Array): boolean {
	if (SIGNATURES.some((signature) => text(head, 0, signature.length) === signature)) return true;
	if (text(head, 0, 4) === "RIFF") return text(head, 8, 12) === "WEBP";
	return text(head, 4, 8) === "ftyp" && HEIF.test(text(head, 8, 12));
}
