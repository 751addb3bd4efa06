/** Whether faces are looked for in an event's photos, and how far that is. */
import { z } from "zod";

export const eventFaces = z.object({
	enabled: z.boolean(),
	/** When it was switched on. */
	since: z.string().nullable(),
	/** The day on which all face data of the event is deleted; null while there is none. */
	delete_on: z.string().nullable(),
	/** Pictures of the event that can be looked at, now or when they are ready. */
	photos: z.number().int(),
	/** Of these, with those that failed. */
	looked: z.number().int(),
	/** Of those looked at. */
	failed: z.number().int(),
	faces: z.number().int(),
	people: z.number().int(),
	/** Guests may look for themselves, while faces are on. */
	guest_search: z.boolean(),
});
export type EventFaces = z.infer<typeof eventFaces>;

export const eventFacesPatch = z.strictObject({
	enabled: z.boolean(),
	guest_search: z.boolean().optional(),
});
