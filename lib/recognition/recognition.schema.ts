/** As the recognition document has it, field by field and in its order; what is ours comes last. */
import { z } from "zod";
import { faceBox } from "#lib/people/people.schema.ts";

/** Who is recognised on the photos of a batch. */
const summary = z.object({
	total_photos: z.number().int(),
	recognized_count: z.number().int(),
	unrecognized_count: z.number().int(),
	/** Percent of all photos, two decimals. */
	recognition_rate: z.number(),
	unique_persons: z.number().int(),
	/** Their names, in the order of the photos. */
	persons_list: z.array(z.string()),
	/** Percent, one decimal; 0 where nobody was recognised. */
	avg_confidence: z.number(),
});
export type RecognitionSummary = z.infer<typeof summary>;

const status = z.enum(["processing", "completed"]);

/** How far it is. */
const state = {
	status,
	progress: z.object({ done: z.number().int(), total: z.number().int() }),
};

/** `POST /recognize`. */
export const recognized = z.object({
	success: z.literal(true),
	batch_id: z.string(),
	total_uploaded: z.number().int(),
	total_processed: z.number().int(),
	summary,
	message: z.string(),
	log_url: z.string(),
	/** Where its sender does not wait for it (`202`). */
	status: status.optional(),
});
export type Recognized = z.infer<typeof recognized>;

export const recognizeQuery = z.object({
	/** Answer at once, and go on. */
	async: z.stringbool("must be true or false").default(false),
});

/** Percent, one decimal. */
const confidence = z.number();

const match = z.object({ rank: z.number().int(), person: z.string(), confidence });

const entryFace = z.object({
	id: z.uuid(),
	box: faceBox,
	/** Null where it is nobody we know. */
	person: z.string().nullable(),
	person_id: z.uuid().nullable(),
	confidence: confidence.nullable(),
	/** Whom it is like, whether or not it is one of them. */
	matches: z.array(match.extend({ person_id: z.uuid() })),
});

const link = z.object({ url: z.string(), width: z.number().int(), height: z.number().int() });

const loggedEntry = z.object({
	/** UTC with microseconds, without a zone: when it was done, or came. */
	timestamp: z.string(),
	batch_id: z.string(),
	filename: z.string(),
	domain: z.string(),
	recognized: z.boolean(),
	/** Of the largest face. */
	primary_result: z.object({ person: z.string(), confidence: confidence.nullable() }),
	top_3_matches: z.array(match),
	metadata: z.object({
		face_count: z.number().int(),
		processing_time_ms: z.number().int(),
		has_multiple_faces: z.boolean(),
		/** Why nobody was looked for. */
		error: z.string().optional(),
	}),
	status: z.enum(["waiting", "done"]),
	/** Each of them, the largest first. */
	faces: z.array(entryFace),
});
export type LoggedEntry = z.infer<typeof loggedEntry>;

const entry = loggedEntry.extend({
	/** Null until there is something to look at. */
	photo: z.object({ small: link, medium: link, large: link }).partial().nullable(),
});

const times = { created_at: z.string(), completed_at: z.string().nullable() };

/** What is kept in a file, and exported: without addresses, which end. */
export const recognitionFile = z.object({
	success: z.literal(true),
	batch_id: z.string(),
	total_photos: z.number().int(),
	summary,
	entries: z.array(loggedEntry),
	...state,
	...times,
});
export type RecognitionFile = z.infer<typeof recognitionFile>;

/** `GET /logs/{batch_id}`. */
export const recognitionLog = recognitionFile.extend({ entries: z.array(entry) });
export type RecognitionLog = z.infer<typeof recognitionLog>;

export const recognitionListQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type RecognitionListQuery = z.infer<typeof recognitionListQuery>;

export const recognitionList = z.object({
	success: z.literal(true),
	/** Of all, on whatever page. */
	total: z.number().int(),
	batches: z.array(
		z.object({
			batch_id: z.string(),
			total_photos: z.number().int(),
			summary,
			created_at: z.string(),
			...state,
		}),
	),
});

export const recognitionExportQuery = z.object({ format: z.enum(["csv", "json"]).default("csv") });

export const recognitionDeleted = z.object({ success: z.literal(true), message: z.string() });

export const recognitionHealth = z.object({
	status: z.enum(["healthy", "unhealthy"]),
	service: z.string(),
	version: z.string(),
	log_directory_exists: z.boolean(),
	endpoints: z.array(z.string()),
});
