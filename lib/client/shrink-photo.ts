/** Photos made smaller before they are sent, where a guest would rather save data. */
import type { UploadSource } from "./upload-queue-types.ts";

/** The longer side, in pixels: sharp on any screen, and printed up to A4. */
const LONGEST = 2560;
const QUALITY = 0.86;

/** The size that a picture gets; null where it is small enough as it is. */
export function shrunkSize({ width, height }: { width: number; height: number }) {
	const longer = Math.max(width, height);
	if (longer <= LONGEST) return null;
	const side = (length: number) => Math.max(1, Math.round((length * LONGEST) / longer));
	return { width: side(width), height: side(height) };
}

/**
 * The photo as a smaller JPEG. The same file where that would save nothing, where the browser cannot
 * read it, and for what may move.
 */
export async function shrinkPhoto(photo: UploadSource): Promise<UploadSource> {
	const { file, name } = photo;
	if (file.type === "image/gif") return photo;
	const bitmap = await createImageBitmap(file).catch(() => null);
	if (!bitmap) return photo;
	try {
		const size = shrunkSize(bitmap);
		const smaller = size && (await draw(bitmap, size));
		if (!smaller || smaller.size >= file.size) return photo;
		return { file: smaller, name: `${name.replace(/\.[^.]*$/, "")}.jpg` };
	} finally {
		bitmap.close();
	}
}

function draw(bitmap: ImageBitmap, size: { width: number; height: number }): Promise<Blob | null> {
	const canvas = Object.assign(document.createElement("canvas"), size);
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0, size.width, size.height);
	return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
