/**
 * Calls from browser pages of other origins. Credentials travel in headers that such a page must
 * know, never in cookies: `Access-Control-Allow-Credentials` is not sent, so `*` gives nobody
 * anything that curl would not have.
 */

const PATHS = /^\/(api|upload|batch|batches|events)(\/|$)/;

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

const REQUEST_HEADERS = [
	...["Accept", "Authorization", "Content-Type", "X-API-Key", "X-Access-Code", "Idempotency-Key"],
	...["X-Request-Id", "X-Requested-With", "X-HTTP-Method-Override", "Range", "If-None-Match"],
	...["Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Defer-Length"],
	...["Upload-Concat", "Upload-Checksum"],
].join(", ");

const RESPONSE_HEADERS = [
	...["RateLimit", "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"],
	...["Retry-After", "X-Request-Id", "Location", "ETag", "Content-Disposition", "Content-Range"],
	...["Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Tus-Checksum-Algorithm"],
	...["Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires", "Upload-Concat"],
	...["Upload-Defer-Length", "Idempotency-Replayed"],
].join(", ");

/** How long a browser may keep the answer to a preflight; Chromium's own limit is the same. */
const MAX_AGE_SECONDS = "7200";

export interface CorsRequest {
	method: string;
	/** With or without a query. */
	url: string;
	origin: string | undefined;
	/** `Access-Control-Request-Method`: makes an OPTIONS request a preflight. */
	asksFor: string | undefined;
}

export interface CorsAnswer {
	/** True when the request is answered by these headers alone, with 204. */
	preflight: boolean;
	headers: Record<string, string>;
}

function allow(origins: readonly string[], origin: string): Record<string, string> {
	if (origins.includes("*")) return { "Access-Control-Allow-Origin": "*" };
	// Caches must keep the answers for different origins apart, refused ones too.
	const vary = { Vary: "Origin" };
	return origins.includes(origin) ? { ...vary, "Access-Control-Allow-Origin": origin } : vary;
}

/** What CORS adds to the answer; null where it has no say (pages, and calls from no other page). */
export function corsFor(request: CorsRequest, origins: readonly string[]): CorsAnswer | null {
	const path = request.url.split("?", 1)[0] ?? "";
	if (!request.origin || !PATHS.test(path)) return null;
	const allowed = allow(origins, request.origin);
	if (request.method !== "OPTIONS" || !request.asksFor)
		return {
			preflight: false,
			headers: { ...allowed, "Access-Control-Expose-Headers": RESPONSE_HEADERS },
		};
	const headers = {
		...allowed,
		"Access-Control-Allow-Methods": METHODS,
		"Access-Control-Allow-Headers": REQUEST_HEADERS,
		"Access-Control-Max-Age": MAX_AGE_SECONDS,
	};
	return { preflight: true, headers };
}
