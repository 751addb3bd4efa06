import { AppError } from "#lib/core/errors.ts";
import { CONSENT_VERSION } from "./people.values.ts";

/** How much larger than the next the face in front is: one and a half times each way. */
const CLEARLY_LARGER = 2.25;

/** What a selfie may be. */
const SELFIE_TYPES: ReadonlySet<string> = new Set([
	...["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif"],
]);

export const searchOff = () =>
	new AppError("FACE_SEARCH_OFF", { message: "This event cannot be searched with a selfie" });

export const searchGone = () =>
	new AppError("FACE_SEARCH_NOT_FOUND", { message: "This search does not exist" });

/** Throws `CONSENT_REQUIRED` unless this very text was agreed to. */
export function assertConsent(version: string | undefined): void {
	if (version === CONSENT_VERSION) return;
	throw new AppError("CONSENT_REQUIRED", {
		message: "Please agree to the search before you send a selfie",
	});
}

/** Throws `UNSUPPORTED_FORMAT`. `type` is what the bytes say. */
export function assertSelfieType(type: string | null): void {
	if (type !== null && SELFIE_TYPES.has(type)) return;
	throw new AppError("UNSUPPORTED_FORMAT", {
		message: "Only JPEG, PNG, WebP, HEIC and AVIF photos can be searched with",
	});
}

/** Whose selfie it is, of faces given the largest first. Throws `NO_FACE`, `MULTIPLE_FACES`. */
export function chooseFace<Face extends { width: number; height: number }>(
	faces: readonly Face[],
): Face {
	const [first, second] = faces;
	if (!first) throw new AppError("NO_FACE", { message: "No face can be seen on this photo" });
	const area = ({ width, height }: Face) => width * height;
	if (second && area(first) < CLEARLY_LARGER * area(second))
		throw new AppError("MULTIPLE_FACES", {
			message: "Several faces are on this photo. Please choose one with you alone",
		});
	return first;
}
