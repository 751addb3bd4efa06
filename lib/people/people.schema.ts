import { z } from "zod";
import { line } from "#lib/core/line.ts";
import { MAX_NAME } from "./people.values.ts";

const name = line
	.refine((text) => text !== "", "Give the person a name")
	.refine((text) => [...text].length <= MAX_NAME, `At most ${MAX_NAME} characters`);

/** `POST /api/people` and `PATCH /api/people/{id}`. */
export const personName = z.strictObject({ name });

export const personQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().max(1000).optional(),
	/** A part of it. */
	name: z.string().trim().max(MAX_NAME).optional(),
});
export type PersonQuery = z.infer<typeof personQuery>;

/** At most so many are merged into one at a time. */
export const MAX_MERGED = 50;

export const personMerge = z.strictObject({ from: z.array(z.uuid()).min(1).max(MAX_MERGED) });
export const sampleOfFace = z.strictObject({ face_id: z.uuid() });

/** Where a face is: in fractions of the upright picture's sides. */
export const faceBox = z.object({
	x: z.number(),
	y: z.number(),
	width: z.number(),
	height: z.number(),
});

/** A picture, and the face on it that is meant. */
const facePicture = z.object({
	url: z.string(),
	...faceBox.shape,
	/** Of the original, in pixels; the picture has the same proportions. */
	image_width: z.number().int(),
	image_height: z.number().int(),
});
export type FacePicture = z.infer<typeof facePicture>;

export const person = z.object({
	id: z.uuid(),
	name: z.string(),
	/** How many. */
	samples: z.number().int(),
	/** The best of them; null without any. */
	picture: facePicture.nullable(),
	created_at: z.string(),
});
export type Person = z.infer<typeof person>;

export const personSample = z.object({
	id: z.uuid(),
	picture: facePicture,
	/** 0 to 1. */
	quality: z.number(),
	created_at: z.string(),
});
export type PersonSample = z.infer<typeof personSample>;

export const personDetail = person.extend({
	/** Each, newest first. */
	samples: z.array(personSample),
});

export const personList = z.object({
	people: z.array(person),
	next_cursor: z.string().nullable(),
	total: z.number().int(),
});
