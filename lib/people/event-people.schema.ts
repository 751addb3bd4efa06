/** The people that an event's photos show. */
import { z } from "zod";
import { line } from "#lib/core/line.ts";

/** Where a face is: on a rendition of the photo, in fractions of its sides. */
export const facePicture = z.object({
	url: z.string(),
	x: z.number(),
	y: z.number(),
	width: z.number(),
	height: z.number(),
	/** Of the whole rendition, in pixels. */
	image_width: z.number().int(),
	image_height: z.number().int(),
});
export type FacePicture = z.infer<typeof facePicture>;

export const eventPerson = z.object({
	id: z.uuid(),
	name: z.string().nullable(),
	/** Photos that show them. */
	photos: z.number().int(),
	faces: z.number().int(),
	/** Their clearest face. */
	picture: facePicture,
});
export type EventPerson = z.infer<typeof eventPerson>;

/** Those on most photos first. */
export const eventPeople = z.object({
	people: z.array(eventPerson),
	next_cursor: z.string().nullable(),
	total: z.number().int(),
});
export type EventPeople = z.infer<typeof eventPeople>;

const CURSOR = /^\d{1,9}_[0-9a-f-]{36}$/;

export const eventPeopleQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().regex(CURSOR, "This cursor is not one of ours").optional(),
});

/** One person with their faces, in the order they came; `total` is of these. */
export const eventPersonFaces = eventPerson.omit({ faces: true }).extend({
	faces: z.array(z.object({ id: z.uuid(), photo_id: z.uuid(), picture: facePicture })),
	next_cursor: z.uuid().nullable(),
	total: z.number().int(),
});
export type EventPersonFaces = z.infer<typeof eventPersonFaces>;

export const eventPersonQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.uuid("This cursor is not one of ours").optional(),
});

export const eventPersonPatch = z.strictObject({
	name: line.min(1, "Give a name").max(200).nullable(),
});

const MOST = 500;
const ids = z
	.array(z.uuid().toLowerCase())
	.min(1)
	.max(MOST)
	.transform((given) => [...new Set(given)]);

export const eventPersonMerge = z.strictObject({ from: ids });

export const eventPersonSplit = z.strictObject({
	face_ids: ids,
	/** Whose they are; nobody's known yet, where it is left out. */
	to: z.uuid().optional(),
});
