/**
 * How to serve a file without what it says about people and places: which of its bytes, in which
 * order, and what stands in for the rest. Nothing is encoded again and nothing is stored twice.
 * Plain data, safe to import anywhere.
 */

export type StripPart =
	/** Bytes of the original, both ends included, as in an HTTP range. */
	| { start: number; end: number }
	/** A few bytes that are not in the original. */
	| { base64: string };

/** In this order, one behind the other, they are the file. Never empty. */
export type StripRecipe = StripPart[];

/** Padding is told from the text, so that nothing is decoded only to be counted. */
function partSize(part: StripPart): number {
	if ("base64" in part) return Buffer.byteLength(part.base64, "base64");
	return part.end - part.start + 1;
}

/** Bytes of the file that the recipe makes: its Content-Length. */
export function recipeSize(recipe: StripRecipe): number {
	return recipe.reduce((sum, part) => sum + partSize(part), 0);
}

/**
 * The parts of the bytes `start` to `end` of the file that the recipe makes, both included: the
 * answer to a range request. Throws RangeError where they are not all in the file.
 */
export function sliceRecipe(recipe: StripRecipe, start: number, end: number): StripRecipe {
	if (start < 0 || end < start || end >= recipeSize(recipe))
		throw new RangeError(`no bytes ${start} to ${end}`);
	const parts: StripRecipe = [];
	let at = 0;
	for (const part of recipe) {
		const size = partSize(part);
		const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size - 1)];
		at += size;
		if (from <= to) parts.push(cut(part, from, to));
	}
	return parts;
}

function cut(part: StripPart, from: number, to: number): StripPart {
	if ("start" in part) return { start: part.start + from, end: part.start + to };
	const bytes = Buffer.from(part.base64, "base64").subarray(from, to + 1);
	return { base64: bytes.toString("base64") };
}

/** More parts than any camera's file needs; what needs more is not worth its row. */
const PARTS_MAX = 500;
const LITERALS_MAX_BYTES = 4096;

/** Collects parts; neighbours in the file become one. */
export class RecipeWriter {
	readonly #parts: StripRecipe = [];
	#literals = 0;

	/** Bytes of the original from `start` up to, not including, `behind`. */
	keep(start: number, behind: number): void {
		if (behind <= start) return;
		const last = this.#parts.at(-1);
		if (last && "end" in last && last.end + 1 === start) last.end = behind - 1;
		else this.#parts.push({ start, end: behind - 1 });
	}

	write(bytes: Uint8Array): void {
		this.#literals += bytes.length;
		this.#parts.push({ base64: Buffer.from(bytes).toString("base64") });
	}

	/** Replaces the literal that was written first. */
	rewriteFirst(bytes: Uint8Array): void {
		this.#parts[0] = { base64: Buffer.from(bytes).toString("base64") };
	}

	get size(): number {
		return recipeSize(this.#parts);
	}

	/** Null where the file is cut into more pieces than are kept. */
	finish(): StripRecipe | null {
		const fits = this.#parts.length <= PARTS_MAX && this.#literals <= LITERALS_MAX_BYTES;
		return fits && this.#parts.length > 0 ? this.#parts : null;
	}
}
