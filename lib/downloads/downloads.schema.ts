import { z } from "zod";
import { albumName } from "#lib/events/events.schema.ts";
import { DOWNLOAD_SIZES } from "./downloads.values.ts";

/** As many as an archive holds, where nobody says otherwise. */
const MAX_IDS = 20_000;
/** Of a body that names so many. */
export const CHOICE_BYTES = 1024 * 1024;
const choice = {
	photo_ids: z
		.array(z.uuid())
		.min(1, "No photo is named")
		.max(MAX_IDS, `At most ${MAX_IDS} photos`),
	album: albumName,
	zone_id: z.uuid(),
	all: z.literal(true),
};
type ChoiceName = keyof typeof choice;

const one = (given: Partial<Record<ChoiceName, unknown>>) =>
	Object.keys(choice).filter((name) => given[name as ChoiceName] !== undefined).length === 1;
const message = "Name photo_ids, album, zone_id or all: one of them";
const choices = z.strictObject(choice).partial();

/** Which files of an event. */
export const downloadChoice = choices.refine(one, message);
export type DownloadChoice = z.infer<typeof downloadChoice>;

export const downloadRequest = choices
	.extend({ size: z.enum(DOWNLOAD_SIZES).default("original") })
	.refine(one, message);
export type DownloadRequest = z.infer<typeof downloadRequest>;

const total = z.object({
	files: z.number().int(),
	/** Of the whole archive: exactly so many are sent. */
	bytes: z.number().int(),
	/** How many of the chosen files are not in it. */
	left_out: z.number().int(),
});
/** What a choice comes to in each size. */
export const downloadTotals = z.object({ original: total, large: total, medium: total });
export type DownloadTotals = z.infer<typeof downloadTotals>;

export const LEFT_OUT = ["processing", "failed", "not_shared", "gone"] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

export const download = z.object({
	id: z.uuid(),
	url: z.string(),
	file_name: z.string(),
	files: z.number().int(),
	/** The `Content-Length` of the archive. */
	bytes: z.number().int(),
	expires_at: z.string(),
	left_out: z.array(
		z.object({
			photo_id: z.uuid(),
			/** Null of what is not there any more. */
			filename: z.string().nullable(),
			reason: z.enum(LEFT_OUT),
		}),
	),
});
export type Download = z.infer<typeof download>;
