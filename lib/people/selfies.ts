/**
 * A selfie's face, found without the picture ever being on a disk: its bytes go to a decoding process
 * of this one, and are forgotten with the answer.
 */
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import type { IncomingFile } from "#lib/core/upload-form.ts";
import { detectType } from "#lib/imaging/detect.ts";
import { type FoundFaces, ImagingError } from "#lib/imaging/imaging.types.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { assertSelfieType } from "./face-searches.policy.ts";

/** Selfies that are looked at or wait; each takes a second at most. */
const MOST_WAITING = 8;
/** The models take some 200 MB, which are given back when nobody searches. */
const REST_MS = 60_000;

let pool: ImagingPool | undefined;
let resting: NodeJS.Timeout | undefined;
let waiting = 0;

/** Throws `VALIDATION_ERROR` for no content, `UNSUPPORTED_FORMAT`, and the form's own faults. */
export async function readSelfie(file: IncomingFile): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.chunks) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	if (bytes.length === 0) throw new AppError("VALIDATION_ERROR", { message: "The file is empty" });
	assertSelfieType(detectType(bytes));
	return bytes;
}

/** The faces on it, the largest first. Throws `INVALID_IMAGE`, `OVERLOADED`. */
export async function findSelfieFaces(bytes: Uint8Array): Promise<FoundFaces["faces"]> {
	if (waiting >= MOST_WAITING)
		throw new AppError("OVERLOADED", {
			message: "Many people are searching just now. Please try again in a moment",
			headers: { "Retry-After": "5" },
		});
	waiting++;
	clearTimeout(resting);
	try {
		pool ??= createImagingPool({ ...config().imaging, concurrency: 1 });
		return (await pool.findFaces({ input: bytes, models: config().faces.models })).faces;
	} catch (error) {
		if (!(error instanceof ImagingError)) throw error;
		throw new AppError("INVALID_IMAGE", {
			message: "This file cannot be read as a photo",
			cause: error,
		});
	} finally {
		waiting--;
		if (waiting === 0) resting = setTimeout(rest, REST_MS).unref();
	}
}

function rest(): void {
	void pool?.close();
	pool = undefined;
}
