/** The client of S3 and what answers mean: any endpoint, whatever it knows of Amazon's later headers. */
import { createHash } from "node:crypto";
import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { AppError } from "#lib/core/errors.ts";
import { StoreAway } from "./store-away.ts";

export interface S3Settings {
	/** Null for Amazon's own. */
	endpoint: string | null;
	bucket: string;
	region: string;
	/** Null for those that the environment has. */
	credentials: { accessKeyId: string; secretAccessKey: string } | null;
	/** In front of every key, with a slash at its end, or empty. */
	prefix: string;
	forcePathStyle: boolean;
	/** How long an upload waits for the store at the least. */
	timeoutMs: number;
}

const CONNECT_MS = 3000;
/** A connection on which nothing moves. */
const IDLE_MS = 20_000;
/** Every upload that a process takes, and the pages that it serves meanwhile. */
const CONNECTIONS = 128;

/** What fails is said by who asked, once and in words. */
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

interface HttpRequest {
	headers: Record<string, string>;
	body?: unknown;
}

/** `DeleteObjects` of older stores wants the MD5 of its body, which the SDK has given up. */
function sendMd5(client: S3Client): void {
	client.middlewareStack.add(
		(next, context) => (args) => {
			const request = args.request as HttpRequest;
			if (context.commandName === "DeleteObjectsCommand")
				request.headers["content-md5"] = createHash("md5")
					.update(request.body as string)
					.digest("base64");
			return next(args);
		},
		{ step: "build", name: "contentMd5", priority: "low" },
	);
}

/** `answerMs` is how long the beginning of an answer may take; 0 for as long as anything moves. */
export function createClient(settings: S3Settings, { answerMs }: { answerMs: number }): S3Client {
	const agent = { keepAlive: true, maxSockets: CONNECTIONS };
	const client = new S3Client({
		...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
		...(settings.credentials ? { credentials: settings.credentials } : {}),
		region: settings.region,
		forcePathStyle: settings.forcePathStyle,
		// Bodies are signed with their hash; checksums in trailers are not understood everywhere.
		requestChecksumCalculation: "WHEN_REQUIRED",
		responseChecksumValidation: "WHEN_REQUIRED",
		expectContinueHeader: false,
		maxAttempts: 2,
		logger: SILENT,
		requestHandler: {
			...{ connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
			...{ requestTimeout: answerMs, throwOnRequestTimeout: true },
			...{ httpAgent: agent, httpsAgent: agent },
		},
	});
	sendMd5(client);
	return client;
}

/** The status of an answer that refuses; null where there was none, or it was no refusal for good. */
function refusalOf(error: unknown): number | null {
	if (!(error instanceof S3ServiceException)) return null;
	const status = error.$metadata.httpStatusCode ?? 500;
	const forNow = status >= 500 || status === 408 || status === 429 || /Time|Slow/.test(error.name);
	return forNow ? null : status;
}

export function isMissing(error: unknown): boolean {
	return (
		error instanceof S3ServiceException && (error.name === "NoSuchKey" || error.name === "NotFound")
	);
}

export function notFound(cause?: unknown): AppError {
	return new AppError("FILE_NOT_FOUND", { message: "This file does not exist", cause });
}

/** An error of the client in the port's words: the object is missing, or the store is away. */
export function translate(error: unknown): unknown {
	if (error instanceof AppError) return error;
	return isMissing(error)
		? notFound(error)
		: new StoreAway(error, { refused: refusalOf(error) !== null });
}
