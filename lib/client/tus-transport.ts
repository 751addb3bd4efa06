/** A large file over the wire, in chunks: one try, from where the server has come to. */
import { DefaultHttpStack, type HttpRequest, type HttpResponse, Upload } from "tus-js-client";
import { IndexedUrlStorage } from "./tus-url-storage.ts";
import type { UploadFailure } from "./upload-state.ts";
import { failureOf, NO_ANSWER, STALLED_MS } from "./upload-transport.ts";

export const CHUNK_BYTES = 50 * 1024 ** 2;
const ENDPOINT = "/api/uploads";

const urls = new IndexedUrlStorage();

/** A refusal with the server's reasons, or no answer. */
export class ChunkFailure extends Error {
	override name = "ChunkFailure";
	readonly failure: UploadFailure;

	constructor(failure: UploadFailure) {
		super(failure.code);
		this.failure = failure;
	}
}

/** The server gives out its public address; what counts is the one that this page was opened at. */
class SamePlace extends DefaultHttpStack {
	constructor() {
		super({});
	}
	override createRequest(method: string, url: string): HttpRequest {
		return super.createRequest(method, new URL(url, window.location.href).pathname);
	}
}

/**
 * Thrown before tus-js-client looks at the answer: by itself it would begin anew, at the first byte,
 * whenever the server is busy or wants a sign-in.
 */
function assertTaken(_request: HttpRequest, response: HttpResponse): void {
	const status = response.getStatus();
	if (status >= 200 && status < 300) return;
	const retryAfter = response.getHeader("Retry-After") ?? null;
	throw new ChunkFailure(failureOf(status, response.getBody() ?? "", retryAfter));
}

export interface ChunkedUpload {
	fingerprint: string;
	fileName: string;
	/** What becomes of it. */
	purpose: "batch" | "photos";
	/** The file's media type. */
	type: string;
	signal: AbortSignal;
	/** `arrived` is told when the server has acknowledged it. */
	onProgress: (bytes: { sent: number; arrived?: number }) => void;
}

/** Sends what is still missing and gives the upload's id. Throws `ChunkFailure`; after an abort it never ends. */
export async function sendInChunks(bytes: Blob, options: ChunkedUpload): Promise<string> {
	const [known] = await urls.findUploadsByFingerprint(options.fingerprint);
	try {
		return await attempt(bytes, options);
	} catch (error) {
		const status = error instanceof ChunkFailure ? error.failure.status : 0;
		if (!known || (status !== 404 && status !== 410)) throw error;
		// The server has let it go, after a day without a byte.
		await urls.removeUpload(options.fingerprint);
		return attempt(bytes, options);
	}
}

function attempt(bytes: Blob, options: ChunkedUpload): Promise<string> {
	const { fingerprint, fileName, purpose, type, signal, onProgress } = options;
	return new Promise((resolve, reject) => {
		let stall: ReturnType<typeof setTimeout>;
		const fail = (error: unknown) => {
			clearTimeout(stall);
			void upload.abort();
			reject(error);
		};
		const alive = () => {
			clearTimeout(stall);
			stall = setTimeout(() => fail(new ChunkFailure(NO_ANSWER)), STALLED_MS);
		};
		let begun = false;
		const upload = new Upload(bytes, {
			endpoint: ENDPOINT,
			chunkSize: CHUNK_BYTES,
			// When to try again is the queue's affair.
			retryDelays: null,
			metadata: { filename: fileName, filetype: type, purpose },
			fingerprint: async () => fingerprint,
			urlStorage: urls,
			httpStack: new SamePlace(),
			onAfterResponse: assertTaken,
			onProgress: (sent) => {
				alive();
				onProgress(begun ? { sent } : { sent, arrived: sent });
				begun = true;
			},
			onChunkComplete: (_size, arrived) => onProgress({ sent: arrived, arrived }),
			onSuccess: () => {
				clearTimeout(stall);
				resolve(upload.url?.split("/").at(-1) ?? "");
			},
			onError: (error) => fail(reasonOf(error)),
		});
		signal.addEventListener("abort", () => {
			clearTimeout(stall);
			void upload.abort();
		});
		alive();
		void start(upload);
	});
}

async function start(upload: Upload): Promise<void> {
	const [known] = await upload.findPreviousUploads();
	if (known) upload.resumeFromPreviousUpload(known);
	upload.start();
}

/** What was thrown while an answer was looked at, or that there was none. */
function reasonOf(error: unknown): ChunkFailure {
	const cause = (error as { causingError?: unknown }).causingError;
	return cause instanceof ChunkFailure ? cause : new ChunkFailure(NO_ANSWER);
}

/** Gives up what has arrived: the server frees its room now, and not in a day. */
export async function discardChunks(fingerprint: string): Promise<void> {
	for (const { uploadUrl } of await urls.findUploadsByFingerprint(fingerprint)) {
		await urls.removeUpload(fingerprint);
		const options = { httpStack: new SamePlace(), retryDelays: [0, 1000, 3000, 5000] };
		// Offline, or signed out: then the server's own sweep does it.
		if (uploadUrl) await Upload.terminate(uploadUrl, options).catch(() => undefined);
	}
}

/** What was sent has been made use of. */
export const forgetChunks = (fingerprint: string) => urls.removeUpload(fingerprint);
