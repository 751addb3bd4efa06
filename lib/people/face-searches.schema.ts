/** Guests who look for themselves with a selfie. */
import { z } from "zod";

/** Of the text that a guest agrees to before a search; a new text has a new one. */
export const CONSENT_VERSION = "2026-11-20";

export const faceSearch = z.object({
	id: z.uuid(),
	/** Photos found. */
	photos: z.number().int(),
	consent_version: z.string(),
	consented_at: z.string(),
});
export type FaceSearchView = z.infer<typeof faceSearch>;
