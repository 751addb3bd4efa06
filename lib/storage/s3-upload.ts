/** Bytes into a bucket: streams in parts, files in one piece while they are small. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { translate } from "./s3-client.ts";
import { isAway } from "./store-away.ts";
import type { Written } from "./write-file.ts";

interface Place {
	Bucket: string;
	Key: string;
}

export interface SendableFile extends Omit<Written, "crc32"> {
	path: string;
}

const MB = 1024 * 1024;
/** A part is held in memory while it is sent: so many times this is what an upload costs. */
const PART_BYTES = 16 * MB;
const PARTS_AT_ONCE = 2;
/** Up to here a file goes in one request, straight from the disk. */
const WHOLE_BYTES = 64 * MB;
const TRIES = 3;
const FIRST_PAUSE_MS = 200;

async function sendParts(client: S3Client, place: Place, body: Readable, signal?: AbortSignal) {
	const params = { ...place, Body: body };
	const size = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
	const upload = new Upload({ client, params, ...size });
	const abort = () => void upload.abort();
	signal?.addEventListener("abort", abort);
	try {
		await upload.done();
	} finally {
		signal?.removeEventListener("abort", abort);
		body.destroy();
	}
}

/** Stores a stream, whole or not at all. Throws what the stream throws, and `StoreAway`. */
export async function putStream(
	client: S3Client,
	place: Place,
	body: AsyncIterable<Uint8Array>,
): Promise<Written> {
	const hash = createHash("sha256");
	let sum = 0;
	let size = 0;
	let fault: { error: unknown } | undefined;
	async function* counted() {
		try {
			for await (const chunk of body) {
				hash.update(chunk);
				sum = crc32(chunk, sum);
				size += chunk.length;
				yield chunk;
			}
		} catch (error) {
			fault = { error };
			throw error;
		}
	}
	try {
		await sendParts(client, place, Readable.from(counted(), { objectMode: false }));
	} catch (error) {
		throw fault ? fault.error : translate(error);
	}
	return { size, sha256: hash.digest("hex"), crc32: sum };
}

/** The store compares the hash that signs the request with what has arrived. */
async function putWhole(client: S3Client, place: Place, file: SendableFile, signal: AbortSignal) {
	const body = createReadStream(file.path, { highWaterMark: 256 * 1024 });
	const command = new PutObjectCommand({ ...place, Body: body, ContentLength: file.size });
	command.middlewareStack.add(
		(next) => (args) => {
			const request = args.request as { headers: Record<string, string> };
			request.headers["x-amz-content-sha256"] = file.sha256;
			return next(args);
		},
		{ step: "build", name: "contentSha256", priority: "low" },
	);
	try {
		await client.send(command, { abortSignal: signal });
	} finally {
		body.destroy();
	}
}

/** Each part is signed with its hash; that none is missing, the size says. */
async function putParts(client: S3Client, place: Place, file: SendableFile, signal: AbortSignal) {
	await sendParts(client, place, createReadStream(file.path, { highWaterMark: MB }), signal);
	const head = await client.send(new HeadObjectCommand(place), { abortSignal: signal });
	if (head.ContentLength !== file.size)
		throw new Error(`${head.ContentLength} of ${file.size} bytes are in the store`);
}

/** Stores a file that stays where it is. Tries again after a fault, while it may. */
export async function putFile(
	client: S3Client,
	place: Place,
	file: SendableFile,
	signal: AbortSignal,
): Promise<void> {
	const put = file.size <= WHOLE_BYTES ? putWhole : putParts;
	for (let tried = 1; ; tried++) {
		try {
			return await put(client, place, file, signal);
		} catch (error) {
			const away = translate(error);
			if (tried === TRIES || signal.aborted || !isAway(away) || away.refused) throw away;
			await pause(FIRST_PAUSE_MS * 2 ** tried, undefined, { signal });
		}
	}
}
