/**
 * Every setting as it is written, a line each, with its default and its unit. `.env.example` documents
 * the same list, and a test holds the two together; everybody else asks `config.ts`.
 */
import { availableParallelism } from "node:os";
import { z } from "zod";

const flag = z
	.enum(["0", "1", "true", "false"], "must be 0 or 1")
	.transform((value) => value === "1" || value === "true");
const count = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);
const optional = z.string().min(1).optional();
const secret = z.string().min(32, "must have at least 32 characters");

export const environment = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	HOST: z.string().default("0.0.0.0"),
	/** Where browsers reach this server, when a proxy stands before it. */
	PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
	/** Number of reverse proxies whose X-Forwarded-For may be believed. */
	TRUSTED_PROXIES: count(0, 0),
	DATA_DIR: z.string().min(1).default("./data"),
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	DATABASE_POOL: count(10),
	/** Demo accounts and event. On in the quick start, off with a database of your own. */
	DEMO: flag.optional(),
	AUTH_SECRET: secret.optional(),
	/** Those before it, comma-separated: what they have signed still holds. */
	AUTH_SECRET_PREVIOUS: z
		.string()
		.transform((list) => list.split(",").map((one) => one.trim()))
		.pipe(z.array(secret))
		.default([]),
	REGISTRATION: flag.default(false),
	/** Image batches without an account, read by whoever has their id. On with the demo. */
	ANONYMOUS_UPLOADS: flag.optional(),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
	/** Origins that may call the API from a browser page elsewhere; comma-separated, or *. */
	CORS_ORIGINS: z.string().default("*"),

	/** Of a store other than Amazon's. */
	S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	/** Given, files are kept in this bucket. */
	S3_BUCKET: optional,
	S3_REGION: z.string().min(1).default("us-east-1"),
	/** Without both, the places are searched that Amazon's tools search. */
	S3_ACCESS_KEY_ID: optional,
	S3_SECRET_ACCESS_KEY: optional,
	/** In front of every key. */
	S3_PREFIX: z
		.string()
		.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*\/?$/, "must be plain words")
		.optional(),
	/** The bucket in the path instead of the host name. On with S3_ENDPOINT. */
	S3_FORCE_PATH_STYLE: flag.optional(),
	/** An upload waits this long for the store, and a second for every 4 MB; then the disk has it. */
	S3_TIMEOUT_SECONDS: count(5),
	/** Copies of what was sent to the bucket last, in DATA_DIR. */
	S3_CACHE_MB: count(1024, 0),

	MAX_FILE_MB_DESKTOP: count(50),
	MAX_FILE_MB_MOBILE: count(30),
	MAX_REQUEST_MB_DESKTOP: count(300),
	MAX_REQUEST_MB_MOBILE: count(150),
	MAX_FILES_DESKTOP: count(10),
	MAX_FILES_MOBILE: count(5),
	/** Images of one batch, and their bytes together. */
	MAX_FILES_BATCH: count(100),
	MAX_REQUEST_MB_BATCH: count(300),
	/** One request of `POST /api/batches/upload`. */
	MAX_REQUEST_MB_SHEETS: count(100),
	/** One file of an event's media, and one request with such. */
	MAX_FILE_MB_ZONES: count(100),
	MAX_REQUEST_MB_ZONES: count(2048),
	/** Entries of an archive, and its sheets unpacked together. */
	MAX_ARCHIVE_ENTRIES: count(20_000),
	MAX_ARCHIVE_GB: count(40),
	/** Unpacked : packed, past which an archive is a bomb. */
	MAX_ARCHIVE_RATIO: count(200),

	/** What an account may keep, where its administrator has said nothing else; empty: no limit. */
	STORAGE_QUOTA_MB: z.coerce.number().int().min(0).optional(),
	FILE_QUOTA: z.coerce.number().int().min(0).optional(),
	/** Files of one archive that is downloaded, and how long its address stays valid, at the least. */
	MAX_FILES_DOWNLOAD: count(20_000),
	DOWNLOAD_HOURS: count(48),

	/** One resumable upload. */
	MAX_RESUMABLE_GB: count(10),
	/** Resumable uploads of one account that nothing was made of yet, and their declared bytes. */
	MAX_UNUSED_UPLOADS: count(100),
	MAX_UNUSED_UPLOAD_GB: count(50),

	/** Uploads in flight in one web process, past which 503 is answered. */
	MAX_UPLOADS_IN_FLIGHT: count(64),
	/** Declared bytes of the uploads in flight in one web process. */
	MAX_UPLOAD_MB_IN_FLIGHT: count(2048),
	/** Free disk space below which uploads are refused. */
	MIN_FREE_DISK_MB: count(1024, 0),

	/** Requests a minute, per credential or else per address. */
	RATE_READS_PER_MINUTE: count(1200),
	RATE_WRITES_PER_MINUTE: count(240),
	RATE_UPLOADS_PER_MINUTE: count(600),
	/** Wrong passwords for one account in 15 minutes. */
	RATE_FAILURES_PER_ACCOUNT: count(10),
	/** Wrong passwords, and wrong access codes of one event, from one address in 15 minutes. */
	RATE_FAILURES_PER_ADDRESS: count(30),
	/** Wrong access codes of one event, from all addresses together, in 15 minutes. */
	RATE_FAILURES_PER_EVENT: count(300),

	WORKER_CONCURRENCY: count(availableParallelism()),
	IMAGE_MAX_MEGAPIXELS: count(120),
	IMAGE_MAX_MEGAPIXELS_AVIF: count(40),
	/** An animation with more is shown by its first frame. */
	IMAGE_MAX_FRAMES: count(1000),
	IMAGE_TIMEOUT_SECONDS: count(60),
	IMAGE_MEMORY_MB: count(1024, 256),
	IMAGE_CHILD_MAX_IMAGES: count(500),

	/** With the models that the build makes. */
	FACE_MODELS_DIR: z.string().min(1).default("./.cache/models"),
	/** Models of the operator's own instead: SCRFD or alike, and ArcFace or alike. */
	FACE_DETECTOR_FILE: optional,
	FACE_EMBEDDER_FILE: optional,
	/** Its calibration, JSON as `Calibration` in lib/faces; needed with FACE_EMBEDDER_FILE. */
	FACE_CALIBRATION_FILE: optional,
	/** Days after an event, or after faces were switched on later, until its embeddings are deleted. */
	FACE_RETENTION_DAYS: count(90),
	/** The selfie that a guest searches with. */
	MAX_FILE_MB_SELFIE: count(10),
	/** Photos of one recognition, and the size of one. */
	MAX_FILES_RECOGNITION: count(100),
	MAX_FILE_MB_RECOGNITION: count(10),
	/** A recognition that takes longer goes on without its caller, who is told where to look. */
	RECOGNITION_WAIT_SECONDS: count(600),

	/** Who shows it may read /metrics; without one, whoever calls from a private address, through no proxy. */
	METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
	/** Webhooks may be sent to addresses of the operator's own networks. */
	WEBHOOK_ALLOW_PRIVATE: flag.default(false),

	/** A photo that was deleted can be brought back for so long; 0: not at all. */
	UNDO_SECONDS: count(60, 0),
	/** Unfinished uploads and bytes nobody owns are removed after this many hours. */
	UPLOAD_EXPIRY_HOURS: count(24),
	/** How long a signed file address stays valid, at the least. */
	FILE_URL_HOURS: count(6),
	/** A request body that does not move for this long is cut off; one that moves may take any time. */
	IDLE_TIMEOUT_SECONDS: count(60),
	HEADERS_TIMEOUT_SECONDS: count(15),
	/** How long a process that was told to stop may finish what it began. */
	DRAIN_SECONDS: count(30),
});
