/** The zones document's requests and answers. Its `batch_id` is the id of a zone. */
import { z } from "zod";
import { line, lines } from "#lib/core/line.ts";
import { tags } from "#lib/core/tags.ts";

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 10_000;

const atMost = (most: number, text = line) =>
	text.refine((given) => [...given].length <= most, `At most ${most} characters`);
/** Nothing but spaces is no text. */
const orNull = (text: string | null | undefined) => text || null;

const title = atMost(MAX_TITLE);
const description = atMost(MAX_DESCRIPTION, lines);

const separated = (text: string | undefined) =>
	(text ?? "").split(",").filter((part) => part.trim() !== "");

export const zoneTitle = title.nullish().transform(orNull);

/** Text fields of an upload. */
export const mediaFields = z.object({
	title: title.optional().transform(orNull),
	description: description.optional().transform(orNull),
	tags: z.string().optional().transform(separated).pipe(tags),
});

export const zonePatch = z
	.strictObject({
		title: title.nullable().transform(orNull),
		description: description.nullable().transform(orNull),
		tags,
	})
	.partial();
export type ZonePatch = z.infer<typeof zonePatch>;

const page = {
	/** MIME type. */
	file_type: z.string().trim().toLowerCase().max(255).optional(),
	skip: z.coerce.number().int().min(0).default(0),
};
const limit = z.coerce.number().int().min(1).max(1000);
export const mediaQuery = z.object({ ...page, limit: limit.default(100) });
/** Of zones; the document names no limit, and one that knows of none gets the most there is. */
export const zoneQuery = z.object({ ...page, limit: limit.default(1000) });

const mediaItem = z.object({
	id: z.uuid(),
	event_id: z.uuid(),
	batch_id: z.uuid().nullable(),
	file_url: z.string(),
	file_type: z.string(),
	/** Bytes. */
	file_size: z.number().int(),
	created_at: z.string(),
});
export type MediaItem = z.infer<typeof mediaItem>;
export const mediaList = z.array(mediaItem);

/** Of a file that was sent alone. */
const mediaAlone = z.object({
	id: z.uuid(),
	event_id: z.uuid(),
	batch_id: z.null(),
	title: z.string().nullable(),
	description: z.string().nullable(),
	file_url: z.string(),
	/** Where the object store has it. */
	s3_key: z.string(),
	file_type: z.string(),
	file_size: z.number().int(),
	tags: z.array(z.string()),
	created_at: z.string(),
	updated_at: z.string(),
});
export type MediaAlone = z.infer<typeof mediaAlone>;

/** Of several files, and of those added to a zone. */
export const filesAdded = z.object({
	successful: z.array(mediaItem),
	failed: z.array(z.object({ filename: z.string(), error: z.string() })),
	total_requested: z.number().int(),
	total_successful: z.number().int(),
	total_failed: z.number().int(),
	batch_id: z.uuid(),
});
export type FilesAdded = z.infer<typeof filesAdded>;

export const mediaUploaded = z.union([mediaAlone, filesAdded]);

const zoneFields = {
	zone_id: z.uuid(),
	title: z.string().nullable(),
	description: z.string().nullable(),
	tags: z.array(z.string()),
};

export const zone = z.object({
	...zoneFields,
	media_files: z.array(z.object({ file_url: z.string() })),
	file_count: z.number().int(),
	created_at: z.string(),
	updated_at: z.string(),
});
export type Zone = z.infer<typeof zone>;

/** Totals are those of all pages. */
export const zoneList = z.object({
	zones: z.array(zone),
	total_zones: z.number().int(),
	total_files: z.number().int(),
});

export const zonePatched = z.object({
	...zoneFields,
	file_count: z.number().int(),
	updated_at: z.string(),
});
