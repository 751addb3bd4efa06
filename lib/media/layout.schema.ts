/** Where an event's photos stand in a grid, and which they are, in order. */
import { z } from "zod";
import { photoQuery } from "./media.schema.ts";

/** Narrower and wider than any screen. */
export const GRID_WIDTHS = { least: 64, most: 8192 };

/** `GET …/photos/layout`: for a grid of `width` CSS pixels. */
export const layoutQuery = photoQuery.pick({ album: true, waiting: true, order: true }).extend({
	width: z.coerce.number().int().min(GRID_WIDTHS.least).max(GRID_WIDTHS.most),
	photo: z.string().max(200).optional(),
});

/** Neighbours in the gallery, whose rows fill the width from edge to edge. */
export const photoSegment = z.object({
	/** With `limit=count`, asks `GET …/photos` for them; null for the first segment. */
	cursor: z.string().nullable(),
	/** Place of its first photo, from 0. */
	start: z.number().int(),
	count: z.number().int(),
	/** CSS pixels, without the gap below it. */
	height: z.number().int(),
	/** Another one as soon as one of its photos is, or looks, different. */
	version: z.string(),
	/**
	 * When its first photo was taken, by the clock there: with the offset of the place where the camera
	 * knew it, else with none. In UTC ("Z") when that photo came, where nobody knows when it was taken.
	 */
	shot_at: z.string(),
});
export type PhotoSegment = z.infer<typeof photoSegment>;

export const photoLayout = z.object({
	total: z.number().int(),
	/** Of the total: not looked at by a worker yet. */
	processing: z.number().int(),
	width: z.number().int(),
	/** Between segments, as between rows. */
	gap: z.number().int(),
	segments: z.array(photoSegment),
	/** Place of the photo that was asked for, from 0; null where it is not among these. */
	photo_index: z.number().int().nullable(),
});
export type PhotoLayout = z.infer<typeof photoLayout>;

const MOST_IDS = 5000;

/** `GET …/photos/ids`: of all these photos, or from one of them to another, whichever comes first. */
export const photoIdsQuery = photoQuery
	.pick({ album: true, waiting: true, order: true, cursor: true })
	.extend({
		/** Both are included. */
		between: z
			.string()
			.transform((ends) => ends.split(","))
			.pipe(z.tuple([z.uuid(), z.uuid()], "Name two photos, with a comma between them"))
			.optional(),
		limit: z.coerce.number().int().min(1).max(MOST_IDS).default(MOST_IDS),
	});

/** In the gallery's order; `total` is of all pages. */
export const photoIds = z.object({
	photo_ids: z.array(z.uuid()),
	next_cursor: z.string().nullable(),
	total: z.number().int(),
});
export type PhotoIds = z.infer<typeof photoIds>;
