/** Multipart bodies made by hand, and requests that send them in any pieces. */
import type { UploadLimits } from "#lib/core/upload-form.ts";
import { type FormOptions, MultipartForm } from "#lib/http/multipart.ts";

export const BOUNDARY = "x-boundary-7";
const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

export interface Part {
	name?: string;
	/** Makes it a file. Written as it is given, between quotes. */
	file?: string;
	/** Further header lines, each with its line break. */
	headers?: string;
	body?: string | Uint8Array;
}

export function aPart({ name, file, headers = "", body = "" }: Part): Buffer {
	const attributes = [
		...(name === undefined ? [] : [`; name="${name}"`]),
		...(file === undefined ? [] : [`; filename="${file}"`]),
	];
	const head = `--${BOUNDARY}\r\nContent-Disposition: form-data${attributes.join("")}\r\n${headers}\r\n`;
	return Buffer.concat([Buffer.from(head), Buffer.from(body), Buffer.from("\r\n")]);
}

export const CLOSE = Buffer.from(`--${BOUNDARY}--\r\n`);

export const aBody = (parts: readonly Part[]) => Buffer.concat([...parts.map(aPart), CLOSE]);

/** The body in pieces of so many bytes. */
export function* inPieces(body: Uint8Array, size: number): Iterable<Uint8Array> {
	for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

export function aRequest(chunks: Chunks, contentType: string | null = CONTENT_TYPE): Request {
	const iterator = (async function* () {
		yield* chunks;
	})();
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const { done, value } = await iterator.next();
					if (done) controller.close();
					// A copy: as from a socket, whose buffers are not each other's.
					else controller.enqueue(value.slice());
				} catch (error) {
					controller.error(error);
				}
			},
		},
		{ highWaterMark: 0 },
	);
	const headers = contentType === null ? {} : { "content-type": contentType };
	const init = { method: "POST", headers, body, duplex: "half" };
	return new Request("http://x/", init as RequestInit);
}

export const LIMITS: UploadLimits = {
	device: "desktop",
	fileBytes: 100_000,
	requestBytes: 300_000,
	files: 10,
};

export function aForm(
	chunks: Chunks,
	options: {
		limits?: Partial<UploadLimits>;
		fingerprint?: boolean;
		contentType?: string | null;
	} & {
		limitsFor?: FormOptions["limitsFor"];
	} = {},
): MultipartForm {
	const limits = { ...LIMITS, ...options.limits };
	const { limitsFor = () => limits, fingerprint = false } = options;
	return new MultipartForm(aRequest(chunks, options.contentType), { limitsFor, fingerprint });
}

export interface ReadFile {
	field: string;
	fileName: string;
	bytes: Buffer;
}

/** Reads a form to its end, as a handler would that keeps everything. */
export async function readForm(form: MultipartForm): Promise<ReadFile[]> {
	const files: ReadFile[] = [];
	for await (const { field, fileName, chunks } of form.files()) {
		files.push({ field, fileName, bytes: Buffer.concat(await takeAll(chunks)) });
	}
	return files;
}

/** Everything that comes, in a list. */
export async function takeAll<T>(source: AsyncIterable<T>): Promise<T[]> {
	const taken: T[] = [];
	for await (const item of source) taken.push(item);
	return taken;
}

/** The code a form ends with; null when it does not fail. */
export const codeOf = (work: Promise<unknown>): Promise<string | null> =>
	work.then(
		() => null,
		(error) => error.code ?? String(error),
	);
