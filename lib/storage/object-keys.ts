/** Where the objects of a media are: one folder each, spread over 256. */
const EXTENSIONS: Record<string, string> = {
	"image/webp": "webp",
	"image/jpeg": "jpg",
	"image/png": "png",
	"image/avif": "avif",
};

/** The folder of a media, with the slash at its end. */
export function mediaPrefix(mediaId: string): string {
	return `media/${mediaId.slice(-2)}/${mediaId}/`;
}

export function originalKey(mediaId: string): string {
	return `${mediaPrefix(mediaId)}original`;
}

/** The media that an object belongs to, else null. */
export function mediaOf(key: string): string | null {
	return /^media\/[^/]+\/([^/]+)\//.exec(key)?.[1] ?? null;
}

export function renditionKey(mediaId: string, name: string, contentType: string): string {
	return `${mediaPrefix(mediaId)}${name}.${EXTENSIONS[contentType] ?? "bin"}`;
}

/** How to serve the original without its metadata: a `StripRecipe` as JSON. */
export function recipeKey(mediaId: string): string {
	return `${mediaPrefix(mediaId)}stripped.json`;
}

/** The recipe beside an original. */
export function recipeKeyOf(originalObjectKey: string): string {
	return originalObjectKey.replace(/original$/, "stripped.json");
}

/** MIME type of a rendition, from its key. */
export function renditionType(key: string): string {
	const extension = key.slice(key.lastIndexOf(".") + 1);
	const known = Object.entries(EXTENSIONS).find(([, value]) => value === extension);
	return known?.[0] ?? "application/octet-stream";
}

/** A recognition's log, as the recognition document places it. */
export function recognitionKey(batchId: string, format: "json" | "csv"): string {
	return `storage/logs/batch_recognition/${batchId}.${format}`;
}

/** The folder of what a batch was sent as, with the slash at its end. */
export function batchPrefix(batchId: string): string {
	return `batches/${batchId.slice(-2)}/${batchId}/`;
}

export function archiveKey(batchId: string): string {
	return `${batchPrefix(batchId)}archive.zip`;
}

/** Of no object: under it an archive is put together as it is downloaded. */
export function downloadKey(archiveId: string): string {
	return `downloads/${archiveId}`;
}

/** The archive that such a key stands for, else null. */
export function archiveOf(key: string): string | null {
	return /^downloads\/([^/]+)$/.exec(key)?.[1] ?? null;
}
