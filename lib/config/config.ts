/**
 * The one reader of `process.env`: the settings in the units that the code works in. A wrong one ends
 * the start with a sentence that names it.
 */
import { resolve } from "node:path";
import type { z } from "zod";
import { environment } from "./environment.ts";

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** Secrets that stand in documentation: whoever has read it could sign in as anybody. */
const KNOWN_SECRETS = ["change-me", "changeme", "secret", "your-secret", "replace-with"];

const isKnown = (secret: string) =>
	KNOWN_SECRETS.some((known) => secret.toLowerCase().includes(known));

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
	if ([e.AUTH_SECRET ?? "", ...e.AUTH_SECRET_PREVIOUS].some(isKnown))
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
		previousAuthSecrets: e.AUTH_SECRET_PREVIOUS,
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
		quotas: {
			bytes: e.STORAGE_QUOTA_MB === undefined ? null : e.STORAGE_QUOTA_MB * MB,
			files: e.FILE_QUOTA ?? null,
		},
		download: { files: e.MAX_FILES_DOWNLOAD, ms: e.DOWNLOAD_HOURS * 3600_000 },
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
			failuresPerEvent: e.RATE_FAILURES_PER_EVENT,
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
		undoMs: e.UNDO_SECONDS * 1000,
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
