/** Stored objects by their signed addresses: parts, caching, and never as a page of ours. */
import parseRange from "range-parser";
import { AppError } from "#lib/core/errors.ts";
import { readFileUrl } from "#lib/storage/file-url.ts";
import type { ByteRange, ObjectHead } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";
import { errorResponse, toAppError } from "./errors.ts";

const notFound = () =>
	new AppError("FILE_NOT_FOUND", { message: "This address is not valid (any more)" });

/** What may be shown in place: pictures, which run nothing. Anything else is a download. */
const SHOWN = /^image\/(jpeg|png|webp|avif|gif|heic|heif|bmp)$/;

function disposition(name: string | undefined, contentType: string): string {
	if (name === undefined && SHOWN.test(contentType)) return "inline";
	const plain = (name ?? "download").replace(/[^\x20-\x7e]|["\\%]/g, "_");
	return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name ?? "download").replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

/** The one range that is asked for; null for the whole, "unsatisfiable" past the end. */
function rangeOf(request: Request, head: ObjectHead): ByteRange | null | "unsatisfiable" {
	const header = request.headers.get("range");
	if (header === null) return null;
	const ranges = parseRange(head.size, header);
	if (ranges === -1) return "unsatisfiable";
	// Malformed or several: the whole, as RFC 9110 (14.2) allows.
	if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
	return ranges[0] ?? null;
}

async function respond(request: Request, key: string): Promise<Response> {
	const view = readFileUrl(key, new URL(request.url).searchParams);
	if (!view) throw notFound();
	const head = await objectStore().head(key);
	if (!head) throw notFound();
	const etag = `"${head.size.toString(16)}-${head.modifiedAt.getTime().toString(16)}"`;
	const seconds = Math.max(0, Math.floor((view.expiresAt - Date.now()) / 1000));
	const headers = new Headers({
		ETag: etag,
		"Accept-Ranges": "bytes",
		"Cache-Control": `private, max-age=${seconds}, immutable`,
		"Content-Type": view.contentType,
		"Content-Disposition": disposition(view.downloadName, view.contentType),
		"Content-Security-Policy": "default-src 'none'; sandbox",
		"X-Content-Type-Options": "nosniff",
		"Cross-Origin-Resource-Policy": "cross-origin",
	});
	if (request.headers.get("if-none-match")?.includes(etag))
		return new Response(null, { status: 304, headers });
	const range = rangeOf(request, head);
	if (range === "unsatisfiable") {
		headers.set("Content-Range", `bytes */${head.size}`);
		return new Response(null, { status: 416, headers });
	}
	if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${head.size}`);
	headers.set("Content-Length", String(range ? range.end - range.start + 1 : head.size));
	const body = request.method === "HEAD" ? null : await objectStore().get(key, range ?? undefined);
	return new Response(body, { status: range ? 206 : 200, headers });
}

export async function serveFile(
	request: Request,
	context: { params: Promise<{ key: string[] }> },
): Promise<Response> {
	const { key } = await context.params;
	return respond(request, key.join("/")).catch((error) =>
		errorResponse("platform", toAppError(error)),
	);
}
