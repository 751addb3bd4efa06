import { z } from "zod";

/** What a link is to: a photo, a list that a guest shares, or all of the gallery. */
export const previewQuery = z.object({
	photo: z.string().max(200).optional(),
	list: z.string().max(200).optional(),
});
export type PreviewOf = z.infer<typeof previewQuery>;
