/**
 * Stored objects by their signed addresses: parts, caching, and never as a page of ours. Answered
 * by the web server itself: Next would drop the `Content-Length`.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import parseRange from "range-parser";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { sha256 } from "#lib/core/signing.ts";
import { openArchive } from "#lib/downloads/downloads.service.ts";
import { type FileSource, openSource } from "#lib/media/media.service.ts";
import { type FileView, readFileUrl } from "#lib/storage/file-url.ts";
import { archiveOf } from "#lib/storage/object-keys.ts";
import { isShown, servedType } from "#lib/storage/served-types.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { errorResponse, STATUS, toAppError } from "./errors.ts";
import { sendAnswer } from "./node-exchange.ts";

const PREFIX = "/files/";

const notFound = () =>
	new AppError("FILE_NOT_FOUND", { message: "This address is not valid (any more)" });

/** RFC 6266, the name in RFC 8187's form and, for old clients, in plain letters. */
function disposition(name: string | undefined, contentType: string): string {
	if (name === undefined && isShown(contentType)) return "inline";
	const label = name ?? "download";
	const plain = label.replace(/[^\x20-\x7e]|["\\%]/g, "_");
	const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	const encoded = encodeURIComponent(label).replace(/['()*]/g, percent);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The one range that is asked for; null for the whole, "unsatisfiable" past the end. */
function rangeOf(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
	if (header === undefined) return null;
	const ranges = parseRange(size, header);
	if (ranges === -1) return "unsatisfiable";
	// Malformed or several: the whole, as RFC 9110 (14.2) allows.
	if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
	return ranges[0] ?? null;
}

/** Nothing runs and nothing is loaded. A browser's own player loads the film, and not from a sandbox. */
const policyFor = (contentType: string) =>
	/^(video|audio)\//.test(contentType) && isShown(contentType)
		? "default-src 'none'; media-src 'self'"
		: "default-src 'none'; sandbox";

/** What is stored under a key stays what it is, wherever it lies: its times change with the place. */
function etagOf({ key, stripped = false }: FileView, { size, etag }: FileSource): string {
	return `"${etag ?? sha256(`${key} ${stripped} ${size}`).slice(0, 32)}"`;
}

/** RFC 9110, 13.1.5: a part is worth something only to who has the rest of the same. */
function isSame(condition: string | undefined, etag: string): boolean {
	return condition === undefined || condition === etag;
}

/** Null where nothing is stored. */
function open(view: FileView): Promise<FileSource | null> {
	const archiveId = archiveOf(view.key);
	return archiveId === null ? openSource(view) : openArchive(archiveId);
}

function headersOf(view: NonNullable<ReturnType<typeof readFileUrl>>, source: FileSource) {
	const seconds = Math.max(0, Math.floor((view.expiresAt - Date.now()) / 1000));
	return {
		ETag: etagOf(view, source),
		"Accept-Ranges": "bytes",
		"Cache-Control": `private, max-age=${seconds}, immutable`,
		"Content-Type": servedType(view.contentType),
		"Content-Disposition": disposition(view.downloadName, view.contentType),
		"Content-Security-Policy": policyFor(view.contentType),
		"X-Content-Type-Options": "nosniff",
		"Cross-Origin-Resource-Policy": "cross-origin",
	};
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "/", "http://localhost");
	const key = decodeURIComponent(url.pathname.slice(PREFIX.length));
	const view = readFileUrl(key, url.searchParams);
	const source = view && (await open(view));
	if (!source) throw notFound();
	const headers = headersOf(view, source);
	if (request.headers["if-none-match"]?.includes(headers.ETag)) {
		response.writeHead(304, headers).end();
		return;
	}
	const asked = isSame(request.headers["if-range"]?.toString(), headers.ETag);
	const range = rangeOf(asked ? request.headers.range : undefined, source.size);
	if (range === "unsatisfiable") {
		response.writeHead(416, { ...headers, "Content-Range": `bytes */${source.size}` }).end();
		return;
	}
	const { start, end } = range ?? { start: 0, end: source.size - 1 };
	const body = request.method === "HEAD" ? null : await source.read(range ?? undefined);
	response.writeHead(range ? 206 : 200, {
		...headers,
		"Content-Length": end - start + 1,
		...(range ? { "Content-Range": `bytes ${start}-${end}/${source.size}` } : {}),
	});
	if (body) await pipeline(body, response);
	else response.end();
}

/** True for requests that `serveFile` answers. */
export function isFileRequest(request: IncomingMessage): boolean {
	const { method, url } = request;
	return (method === "GET" || method === "HEAD") && (url ?? "").startsWith(PREFIX);
}

export async function serveFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
	try {
		await respond(request, response);
	} catch (thrown) {
		if (response.headersSent) {
			// A viewer who scrolled on, or a connection that broke, is no fault.
			const left = (thrown as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE";
			if (!left) log.warn({ err: thrown }, "a file was not served to its end");
			return void response.destroy();
		}
		const error = toAppError(thrown instanceof URIError ? notFound() : thrown);
		if (STATUS[error.code] >= 500)
			log.error({ err: error.cause ?? error }, "a file was not served");
		await sendAnswer(errorResponse("platform", error), response, request.method);
	}
}
