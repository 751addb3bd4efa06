/** Guests who look for themselves with a selfie. */
import { z } from "zod";

export const faceSearch = z.object({
	id: z.uuid(),
	/** Photos found. */
	photos: z.number().int(),
	consent_version: z.string(),
	consented_at: z.string(),
});
export type FaceSearchView = z.infer<typeof faceSearch>;
