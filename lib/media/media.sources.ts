/** The bytes behind what is shown: an object as it is stored, or put together without its metadata. */
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { recipeSize, type StripRecipe, sliceRecipe } from "#lib/imaging/strip-recipe.ts";
import { recipeKeyOf } from "#lib/storage/object-keys.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";
import type { Sum } from "./media.repo.ts";

export interface FileSource {
	/** Bytes. */
	size: number;
	/** Where it is not made of the key. */
	etag?: string;
	read(range?: ByteRange): Promise<Readable>;
}

type Chunks = AsyncIterable<Uint8Array>;

/** The file that a recipe makes, of the parts that `read` gives of the original. */
export async function* piecesOf(
	recipe: StripRecipe,
	read: (part: ByteRange) => Chunks | Promise<Chunks>,
): Chunks {
	for (const part of recipe) {
		if ("base64" in part) yield Buffer.from(part.base64, "base64");
		else yield* await read(part);
	}
}

async function openStripped(key: string): Promise<FileSource | null> {
	const recipeKey = recipeKeyOf(key);
	if (!(await objectStore().head(recipeKey))) return null;
	const recipe = (await json(await objectStore().get(recipeKey))) as StripRecipe;
	const size = recipeSize(recipe);
	const part = (range: ByteRange) => objectStore().get(key, range);
	const read = async ({ start, end }: ByteRange = { start: 0, end: size - 1 }) =>
		Readable.from(piecesOf(sliceRecipe(recipe, start, end), part));
	return { size, read };
}

/** Null where nothing is stored. */
export async function openSource(which: {
	key: string;
	stripped?: boolean;
}): Promise<FileSource | null> {
	const { key, stripped } = which;
	if (stripped) return openStripped(key);
	const head = await objectStore().head(key);
	return head && { size: head.size, read: (range) => objectStore().get(key, range) };
}

/** What an archive has to say of a file before its bytes. */
export async function sumOf(chunks: Chunks): Promise<Sum> {
	let size = 0;
	let sum = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		sum = crc32(chunk, sum);
	}
	return { size, crc32: sum };
}
