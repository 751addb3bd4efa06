/** The bytes behind an address: an object as it is stored, or put together without its metadata. */
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { recipeSize, type StripRecipe, sliceRecipe } from "#lib/imaging/strip-recipe.ts";
import type { FileView } from "#lib/storage/file-url.ts";
import { recipeKeyOf } from "#lib/storage/object-keys.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";

export interface FileSource {
	/** Bytes. */
	size: number;
	read(range?: ByteRange): Promise<Readable>;
}

async function* piecesOf(key: string, recipe: StripRecipe): AsyncIterable<Uint8Array> {
	for (const part of recipe) {
		if ("base64" in part) yield Buffer.from(part.base64, "base64");
		else yield* await objectStore().get(key, part);
	}
}

async function openStripped(key: string): Promise<FileSource | null> {
	const recipeKey = recipeKeyOf(key);
	if (!(await objectStore().head(recipeKey))) return null;
	const recipe = (await json(await objectStore().get(recipeKey))) as StripRecipe;
	const size = recipeSize(recipe);
	const read = async ({ start, end }: ByteRange = { start: 0, end: size - 1 }) =>
		Readable.from(piecesOf(key, sliceRecipe(recipe, start, end)));
	return { size, read };
}

/** Null where nothing is stored. */
export async function openSource({ key, stripped }: FileView): Promise<FileSource | null> {
	if (stripped) return openStripped(key);
	const head = await objectStore().head(key);
	return head && { size: head.size, read: (range) => objectStore().get(key, range) };
}
