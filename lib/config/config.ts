/**
 * The one reader of `process.env`. Every setting is here with its default and its unit; a wrong one
 * ends the start with a sentence that names it. `.env.example` documents the same list, and a test
 * holds the two together.
 */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";

const MB = 1024 * 1024;
const GB = 1024 * MB;

const flag = z
	.enum(["0", "1", "true", "false"], "must be 0 or 1")
	.transform((value) => value === "1" || value === "true");
const count = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);
const optional = z.string().min(1).optional();

/** The shape of the environment, one line a setting. Exported for the test over `.env.example`. */
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
	AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
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

/** Secrets that stand in documentation: whoever has read it could sign in as anybody. */
const KNOWN_SECRETS = ["change-me", "changeme", "secret", "your-secret", "replace-with"];

export class ConfigError extends Error {
	override name = "ConfigError";
}

/** Null without a bucket. Throws `ConfigError` for settings of which one makes no sense without another. */
function readS3(e: z.infer<typeof environment>) {
	if (!e.S3_BUCKET) {
		const lone = e.S3_ENDPOINT ?? e.S3_ACCESS_KEY_ID ?? e.S3_SECRET_ACCESS_KEY ?? e.S3_PREFIX;
		if (lone === undefined) return null;
		throw new ConfigError("Settings for S3 are there, but S3_BUCKET, which turns it on, is not.");
	}
	if (!e.S3_ACCESS_KEY_ID !== !e.S3_SECRET_ACCESS_KEY)
		throw new ConfigError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set both.");
	return {
		endpoint: e.S3_ENDPOINT ?? null,
		bucket: e.S3_BUCKET,
		region: e.S3_REGION,
		credentials:
			e.S3_ACCESS_KEY_ID && e.S3_SECRET_ACCESS_KEY
				? { accessKeyId: e.S3_ACCESS_KEY_ID, secretAccessKey: e.S3_SECRET_ACCESS_KEY }
				: null,
		prefix: e.S3_PREFIX ? e.S3_PREFIX.replace(/\/?$/, "/") : "",
		forcePathStyle: e.S3_FORCE_PATH_STYLE ?? e.S3_ENDPOINT !== undefined,
		timeoutMs: e.S3_TIMEOUT_SECONDS * 1000,
		cacheBytes: e.S3_CACHE_MB * MB,
	};
}

/** Reads and checks a set of variables. Throws `ConfigError` with one line a problem. */
export function readConfig(env: Record<string, string | undefined>) {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
	);
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
		throw new ConfigError(`These settings are wrong:\n${lines.join("\n")}`);
	}
	const e = parsed.data;
	if (e.AUTH_SECRET && KNOWN_SECRETS.some((known) => e.AUTH_SECRET?.toLowerCase().includes(known)))
		throw new ConfigError(
			"AUTH_SECRET is one from the documentation. Make your own: openssl rand -base64 48",
		);
	const demo = e.DEMO ?? e.DATABASE_URL === undefined;
	const dataDir = resolve(/* turbopackIgnore: true */ e.DATA_DIR);
	return {
		port: e.PORT,
		host: e.HOST,
		publicUrl: e.PUBLIC_URL?.replace(/\/$/, "") ?? null,
		trustedProxies: e.TRUSTED_PROXIES,
		dataDir,
		databaseUrl: e.DATABASE_URL ?? null,
		databasePool: e.DATABASE_POOL,
		demo,
		authSecret: e.AUTH_SECRET ?? null,
		registration: e.REGISTRATION,
		anonymousUploads: e.ANONYMOUS_UPLOADS ?? demo,
		logLevel: e.LOG_LEVEL,
		corsOrigins: e.CORS_ORIGINS.split(",").map((origin) => origin.trim()),
		s3: readS3(e),
		photoLimits: {
			desktop: {
				device: "desktop" as const,
				fileBytes: e.MAX_FILE_MB_DESKTOP * MB,
				requestBytes: e.MAX_REQUEST_MB_DESKTOP * MB,
				files: e.MAX_FILES_DESKTOP,
			},
			mobile: {
				device: "mobile" as const,
				fileBytes: e.MAX_FILE_MB_MOBILE * MB,
				requestBytes: e.MAX_REQUEST_MB_MOBILE * MB,
				files: e.MAX_FILES_MOBILE,
			},
		},
		batchLimits: {
			device: "desktop" as const,
			fileBytes: e.MAX_FILE_MB_DESKTOP * MB,
			requestBytes: e.MAX_REQUEST_MB_BATCH * MB,
			files: e.MAX_FILES_BATCH,
		},
		sheetLimits: {
			device: "desktop" as const,
			fileBytes: e.MAX_REQUEST_MB_SHEETS * MB,
			requestBytes: e.MAX_REQUEST_MB_SHEETS * MB,
			files: 1000,
		},
		zoneLimits: {
			device: "desktop" as const,
			fileBytes: e.MAX_FILE_MB_ZONES * MB,
			requestBytes: e.MAX_REQUEST_MB_ZONES * MB,
			files: 1000,
		},
		archive: {
			entries: e.MAX_ARCHIVE_ENTRIES,
			totalBytes: e.MAX_ARCHIVE_GB * 1024 * MB,
			entryBytes: e.MAX_FILE_MB_DESKTOP * MB,
			ratio: e.MAX_ARCHIVE_RATIO,
		},
		resumable: {
			uploadBytes: e.MAX_RESUMABLE_GB * GB,
			unusedUploads: e.MAX_UNUSED_UPLOADS,
			unusedBytes: e.MAX_UNUSED_UPLOAD_GB * GB,
		},
		admission: {
			uploads: e.MAX_UPLOADS_IN_FLIGHT,
			bytes: e.MAX_UPLOAD_MB_IN_FLIGHT * MB,
			freeDiskBytes: e.MIN_FREE_DISK_MB * MB,
		},
		rates: {
			readsPerMinute: e.RATE_READS_PER_MINUTE,
			writesPerMinute: e.RATE_WRITES_PER_MINUTE,
			uploadsPerMinute: e.RATE_UPLOADS_PER_MINUTE,
			failuresPerAccount: e.RATE_FAILURES_PER_ACCOUNT,
			failuresPerAddress: e.RATE_FAILURES_PER_ADDRESS,
		},
		imaging: {
			concurrency: e.WORKER_CONCURRENCY,
			maxPixels: e.IMAGE_MAX_MEGAPIXELS * 1e6,
			maxPixelsAvif: e.IMAGE_MAX_MEGAPIXELS_AVIF * 1e6,
			maxFrames: e.IMAGE_MAX_FRAMES,
			timeoutMs: e.IMAGE_TIMEOUT_SECONDS * 1000,
			memoryMb: e.IMAGE_MEMORY_MB,
			imagesPerChild: e.IMAGE_CHILD_MAX_IMAGES,
		},
		faces: {
			models: {
				modelsDir: resolve(/* turbopackIgnore: true */ e.FACE_MODELS_DIR),
				scrfdFile: e.FACE_DETECTOR_FILE,
				arcfaceFile: e.FACE_EMBEDDER_FILE,
			},
			calibrationFile: e.FACE_CALIBRATION_FILE ?? null,
			retentionDays: e.FACE_RETENTION_DAYS,
			selfieLimits: {
				device: "desktop" as const,
				fileBytes: e.MAX_FILE_MB_SELFIE * MB,
				requestBytes: (e.MAX_FILE_MB_SELFIE + 1) * MB,
				files: 1,
			},
		},
		recognition: {
			limits: {
				device: "desktop" as const,
				fileBytes: e.MAX_FILE_MB_RECOGNITION * MB,
				requestBytes: (e.MAX_FILES_RECOGNITION * e.MAX_FILE_MB_RECOGNITION + 1) * MB,
				files: e.MAX_FILES_RECOGNITION,
			},
			waitMs: e.RECOGNITION_WAIT_SECONDS * 1000,
		},
		metricsToken: e.METRICS_TOKEN ?? null,
		webhooks: { allowPrivate: e.WEBHOOK_ALLOW_PRIVATE },
		uploadExpiryMs: e.UPLOAD_EXPIRY_HOURS * 3600_000,
		fileUrlMs: e.FILE_URL_HOURS * 3600_000,
		idleTimeoutMs: e.IDLE_TIMEOUT_SECONDS * 1000,
		headersTimeoutMs: e.HEADERS_TIMEOUT_SECONDS * 1000,
		drainMs: e.DRAIN_SECONDS * 1000,
	};
}

export type Config = ReturnType<typeof readConfig>;

let loaded: Config | undefined;

/** This process's settings, read once. */
export function config(): Config {
	loaded ??= readConfig(process.env);
	return loaded;
}

/** Reads the settings anew, for a test that has changed them. */
export function reloadConfig(): void {
	loaded = undefined;
}

/** The secret that signs tokens and file addresses. The supervisor hands it to its children. */
export function authSecret(): string {
	const secret = config().authSecret;
	if (!secret)
		throw new ConfigError(
			"AUTH_SECRET is not set. `npm start` makes one for a database of its own; with DATABASE_URL, set it yourself: openssl rand -base64 48",
		);
	return secret;
}
