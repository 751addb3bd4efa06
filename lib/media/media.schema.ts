import { z } from "zod";
import { line } from "#lib/core/line.ts";
import { tags } from "#lib/core/tags.ts";
import { day } from "#lib/core/time.ts";
import { albumName } from "#lib/events/events.schema.ts";

export const RENDITION_NAMES = ["small", "medium", "large"] as const;
export type RenditionName = (typeof RENDITION_NAMES)[number];

export const mediaState = z.enum(["stored", "processing", "ready", "failed"]);
export type MediaState = z.infer<typeof mediaState>;

const rendition = z.object({
	url: z.string(),
	width: z.number().int(),
	height: z.number().int(),
});

/** How a photo was taken. Where it was taken, and what its owner wrote, only its owner sees. */
export const photoExif = z.object({
	make: z.string().optional(),
	model: z.string().optional(),
	lens: z.string().optional(),
	/** Seconds. */
	exposure_time: z.number().optional(),
	f_number: z.number().optional(),
	iso: z.number().optional(),
	/** Millimetres. */
	focal_length: z.number().optional(),
	software: z.string().optional(),
	/** 0 to 5 stars. */
	rating: z.number().optional(),
	title: z.string().optional(),
	keywords: z.array(z.string()).optional(),
	gps: z
		.object({ latitude: z.number(), longitude: z.number(), altitude: z.number().optional() })
		.optional(),
});
export type PhotoExifView = z.infer<typeof photoExif>;

/** One photo as the gallery and scripts see it. */
export const photo = z.object({
	id: z.uuid(),
	filename: z.string(),
	/** "processing" covers everything before ready and failed. */
	status: z.enum(["processing", "ready", "failed"]),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
	/** The file was incomplete or damaged; what could be read is shown. */
	damaged: z.boolean(),
	/** The best rendition, else, for the owner alone, the original; null until a guest may look. */
	url: z.string().nullable(),
	/** The original as a download, for guests without its metadata; null where downloads are off. */
	download_url: z.string().nullable(),
	renditions: z.object({
		small: rendition.nullable(),
		medium: rendition.nullable(),
		large: rendition.nullable(),
	}),
	/** The moving original of an animation, without its metadata; null for what stands still. */
	animation_url: z.string().nullable(),
	/**
	 * What a player is given; null for pictures, for films that no browser plays, and for guests where
	 * originals, which say where they were taken, are not theirs to have.
	 */
	video_url: z.string().nullable(),
	exif: photoExif.nullable(),
	/** Thumbhash, base64. */
	placeholder: z.string().nullable(),
	width: z.number().int().nullable(),
	height: z.number().int().nullable(),
	file_size: z.number().int(),
	/** Of the original, hex; for its owner. */
	sha256: z.string().optional(),
	/** With the offset of the place where the camera knew it, else in UTC. */
	taken_at: z.string().nullable(),
	created_at: z.string(),
	uploader_name: z.string(),
	/** Null for what came by another way than an album. */
	album_name: albumName.nullable(),
	kind: z.enum(["image", "video"]),
	/** Sent by a guest, and for the owner to approve: other guests do not see it. */
	waiting: z.boolean(),
	/** The guest who asks has sent it, and nobody else has: theirs to remove. */
	yours: z.boolean(),
	storage_tier: z.enum(["primary", "local"]),
});
export type Photo = z.infer<typeof photo>;

export const photoList = z.object({
	photos: z.array(photo),
	next_cursor: z.string().nullable(),
	total: z.number().int(),
});
export type PhotoList = z.infer<typeof photoList>;

/** Each group in the order of time; no photo is in two. */
export const similarList = z.object({
	groups: z.array(z.object({ photo_ids: z.array(z.uuid()) })),
});

/** By arrival, newest first; or by when they were taken (where known, else by arrival), from either end. */
export const photoOrder = z.enum(["arrived", "newest", "oldest"]);
export type PhotoOrder = z.infer<typeof photoOrder>;

export const photoQuery = z.object({
	album: albumName.optional(),
	/** Those alone that wait to be approved. */
	waiting: z.stringbool().optional(),
	order: photoOrder.default("arrived"),
	cursor: z.string().max(200).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** `GET …/photos/arrived`: what is new since another answer. */
export const arrivedQuery = z.object({
	since: z.string().max(200).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** In the order in which they became ready; some come twice. */
export const photosArrived = z.object({
	photos: z.array(photo),
	/** Those that were deleted since. */
	gone: z.array(z.uuid()),
	/** The next `since`. */
	cursor: z.string(),
});
export type PhotosArrived = z.infer<typeof photosArrived>;

const MOST_AT_ONCE = 500;
const idsOf = (what: string) =>
	z
		.array(z.uuid())
		.min(1, `No ${what} is named`)
		.max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} ${what}s`)
		.transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]);
/** Those that are not there are left out, and told; else nothing is done to any of them. */
const skipMissing = z.boolean().default(false);
const missing = z.array(z.uuid());

/** Files of an event, each once, to be dealt with together. */
export const someMedia = { media_ids: idsOf("file"), skip_missing: skipMissing };
/** Those that were asked for and are not there. */
export const someMissing = { missing };

/** `POST …/photos/approve`. */
export const photosApprove = z.strictObject({
	photo_ids: idsOf("photo"),
	skip_missing: skipMissing,
});
export type PhotosApprove = z.infer<typeof photosApprove>;

/** How many of them were waiting. */
export const photosApproved = z.object({ approved: z.number().int(), missing });

/** `PATCH …/media`. */
export const mediaEdit = z
	.strictObject({
		...someMedia,
		album_name: albumName.optional(),
		add_tags: tags.default([]),
		remove_tags: tags.default([]),
	})
	.refine(
		({ album_name: album, add_tags: add, remove_tags: remove }) =>
			album !== undefined || add.length > 0 || remove.length > 0,
		"Name an album, or tags",
	)
	.refine(
		({ add_tags: add, remove_tags: remove }) => !add.some((tag) => remove.includes(tag)),
		"A tag is added or taken off, not both",
	);

export const mediaEdited = z.object({
	/** They are now as was asked. */
	changed: z.number().int(),
	missing,
	/** They are as they were. */
	kept: z.array(z.object({ media_id: z.uuid(), reason: z.enum(["duplicate", "too_many_tags"]) })),
});
export type MediaEdited = z.infer<typeof mediaEdited>;

/** Which of an event's photos; all that is said has to hold. */
export const photoFilter = z.object({
	/** Words, each somewhere in a name, a title or a tag. */
	q: z.string().trim().min(1).max(200).optional(),
	uploader: z.string().max(100).optional(),
	/** Taken, else arrived, on these days (UTC), both included. */
	from: day.optional(),
	to: day.optional(),
	/** The photo's or its zone's. */
	tag: z.string().max(64).optional(),
	zone: z.union([z.uuid(), z.literal("none")]).optional(),
	/** Those that could be read in part or not at all; or all others. */
	damaged: z.stringbool().optional(),
	/** Those of which there is another, nearly the same. For the owner. */
	similar: z.stringbool().optional(),
});
export type PhotoFilter = z.infer<typeof photoFilter>;

/** `GET …/photos/facets`: by what an event's photos can be told apart; most first. */
export const photoFacets = z.object({
	uploaders: z.array(z.object({ name: z.string(), count: z.number().int() })),
	tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
	damaged: z.number().int(),
	/** Days; null without photos. */
	first: z.string().nullable(),
	last: z.string().nullable(),
});
export type PhotoFacets = z.infer<typeof photoFacets>;

/** What other sites show beside a link, CSS pixels: the shape that all of them crop to least. */
export const PREVIEW = { width: 1200, height: 630 };

/** Text fields of both upload forms. */
export const photoFields = z.object({
	albumName,
	uploaderName: line
		.max(100)
		.optional()
		.transform((value) => value || "Anonymous"),
	connectionType: z.string().max(40).optional(),
	downlink: z.string().max(40).optional(),
});

/** Of the form for one. */
export const onePhotoFields = photoFields.extend({
	/** A finished resumable upload, instead of `file`. */
	upload_id: z.string().max(100).optional(),
});

const MAX_ASKED = 1000;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in lower case hex");

/** `POST …/photos/missing`: what a sender has. */
export const photosAsked = z.strictObject({
	album: albumName,
	sha256: z.array(sha256).min(1, "No photo is named").max(MAX_ASKED, `At most ${MAX_ASKED} photos`),
});
export type PhotosAsked = z.infer<typeof photosAsked>;

/** Those of them that the album has not, each once, in the order asked. */
export const photosMissing = z.object({ missing: z.array(z.string()) });

/** `201` of the single upload; the first nine fields are the source document's. */
export const photoUploaded = z.object({
	id: z.uuid(),
	filename: z.string(),
	storage_tier: z.enum(["primary", "local"]),
	url: z.string(),
	created_at: z.string(),
	uploader_name: z.string(),
	album_name: albumName,
	file_size: z.number().int(),
	compression_applied: z.boolean(),
	status: z.enum(["processing", "ready", "failed"]),
	width: z.number().int().nullable(),
	height: z.number().int().nullable(),
	duplicate: z.literal(true).optional(),
});

export type PhotoUploaded = z.infer<typeof photoUploaded>;

export const batchUploaded = z.object({
	success: z.boolean(),
	results: z.array(
		z.union([
			z.object({
				fileName: z.string(),
				success: z.literal(true),
				data: z.object({
					id: z.uuid(),
					url: z.string(),
					storage_tier: z.enum(["primary", "local"]),
					file_size: z.number().int(),
					duplicate: z.literal(true).optional(),
				}),
			}),
			z.object({ fileName: z.string(), success: z.literal(false), error: z.string() }),
		]),
	),
	summary: z.object({
		total: z.number().int(),
		successful: z.number().int(),
		failed: z.number().int(),
	}),
});
export type BatchUploaded = z.infer<typeof batchUploaded>;
