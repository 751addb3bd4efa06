/** A guest's picture of themselves, sent to be searched with and kept by nobody. */
import { v4 as newUuid } from "uuid";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import { ApiError } from "./api.ts";
import type { FaceSearch } from "./face-types.ts";
import { bodyOf, postForm } from "./upload-transport.ts";

export const LARGEST_SELFIE = 10 * 1024 ** 2;

/** Searches an event's photos; to be called for who has agreed. Throws `ApiError`, `NO_FACE` among its codes. */
export async function sendSelfie(
	eventId: string,
	selfie: File,
	options: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<FaceSearch> {
	if (selfie.size > LARGEST_SELFIE) throw new ApiError("FILE_TOO_LARGE", 413, "10MB");
	const form = new FormData();
	// Before the picture: nothing is done with one whose sender has not agreed.
	form.append("consent", CONSENT_VERSION);
	form.append("selfie", selfie);
	return bodyOf(
		await postForm<FaceSearch>({
			...{ path: `/api/events/${eventId}/faces/searches`, form, files: [selfie] },
			...{ key: newUuid(), ...options },
		}),
	);
}
