/** An event's zones as its own pages ask for them: with files that can be looked at. */
import { z } from "zod";
import { photo, someMedia, someMissing } from "#lib/media/media.schema.ts";
import { zoneTitle } from "./zones.schema.ts";

/** A file of any kind, in a zone or in none. What is no picture has no renditions. */
export const zoneFile = photo.extend({
	kind: z.enum(["image", "video", "file"]),
	/** MIME type. */
	content_type: z.string(),
	zone_id: z.uuid().nullable(),
});
export type ZoneFile = z.infer<typeof zoneFile>;

export const zoneView = z.object({
	id: z.uuid(),
	title: z.string().nullable(),
	description: z.string().nullable(),
	tags: z.array(z.string()),
	file_count: z.number().int(),
	/** Of these files. */
	video_count: z.number().int(),
	document_count: z.number().int(),
	/** The first ones, in the order they came. */
	files: z.array(zoneFile),
	created_at: z.string(),
	updated_at: z.string(),
});
export type ZoneView = z.infer<typeof zoneView>;

/** Newest first. `total` is of zones, `file_total` of all files of the event, `loose_total` of those in no zone. */
export const zonePage = z.object({
	zones: z.array(zoneView),
	next_cursor: z.uuid().nullable(),
	total: z.number().int(),
	file_total: z.number().int(),
	loose_total: z.number().int(),
});
export type ZonePage = z.infer<typeof zonePage>;

const cursor = z.uuid("This cursor is not one of ours").optional();
const MAX_PREVIEW = 50;
const preview = z.coerce.number().int().min(0).max(MAX_PREVIEW).default(12);

export const zonePageQuery = z.object({
	cursor,
	limit: z.coerce.number().int().min(1).max(100).default(20),
	/** How many files of each. */
	files: preview,
});
export const zoneViewQuery = z.object({ files: preview });

export const filePage = z.object({
	files: z.array(zoneFile),
	next_cursor: z.uuid().nullable(),
	total: z.number().int(),
});
export type FilePage = z.infer<typeof filePage>;

export const filePageQuery = z.object({
	cursor,
	limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const MOST_SHOWN = 500;

/** `GET …/photos/zones`: a part of the gallery, as all who may see it are told of it. */
const zoneShown = z.object({
	id: z.uuid(),
	title: z.string(),
	description: z.string().nullable(),
	/** As many as the caller sees; at least one. */
	photo_count: z.number().int(),
});

/** In the order of the day. */
export const zonesShown = z.object({
	zones: z.array(zoneShown).max(MOST_SHOWN),
	/** Of those that could be shown. */
	total: z.number().int(),
});
export type ZonesShown = z.infer<typeof zonesShown>;

export const zoneCreate = z.strictObject({ ...someMedia, title: zoneTitle });
/** Null takes them out of any zone. */
export const filesMove = z.strictObject({ ...someMedia, zone_id: z.uuid().nullable() });
export const filesMoved = z.object({ moved: z.number().int(), ...someMissing });
export const filesRemove = z.strictObject(someMedia);
export const filesRemoved = z.object({ removed: z.number().int(), ...someMissing });

export const filesRestore = z.strictObject({ media_ids: someMedia.media_ids });
/** Those that are there again. */
export const filesRestored = z.object({ restored: z.array(z.uuid()) });
