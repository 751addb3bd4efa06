/**
 * A selfie's face, found without the picture ever being on a disk: its bytes go to a decoding process
 * of this one, and are forgotten with the answer.
 */
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/core/errors.ts";
import type { IncomingFile } from "#lib/core/upload-form.ts";
import { detectType } from "#lib/imaging/detect.ts";
import { type FoundFaces, ImagingError } from "#lib/imaging/imaging.types.ts";
import { RestingPool } from "#lib/imaging/resting-pool.ts";
import { assertSelfieType } from "./face-searches.policy.ts";

/** Selfies that are looked at or wait; each takes a second at most. */
const MOST_WAITING = 8;
/** The models take some 200 MB, which are given back when nobody searches. */
const REST_MS = 60_000;

const selfies = new RestingPool({
	pool: () => config().imaging,
	mostWaiting: MOST_WAITING,
	restMs: REST_MS,
	busy: "Many people are searching just now. Please try again in a moment",
});

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
	const { models } = config().faces;
	try {
		return (await selfies.use((pool) => pool.findFaces({ input: bytes, models }))).faces;
	} catch (error) {
		if (!(error instanceof ImagingError)) throw error;
		throw new AppError("INVALID_IMAGE", {
			message: "This file cannot be read as a photo",
			cause: error,
		});
	}
}
