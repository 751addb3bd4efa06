/** What a browser may do with what we answer. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "#lib/config/config.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** Next puts the nonce that it finds in the request's own policy on every script of the page. */
export const CSP = "content-security-policy";

/**
 * Everything from this server alone, and no script that the page did not come with. Styles are left
 * open, since charts, dialogs and toasts bring theirs: they run nothing, and can load from nowhere else.
 */
const pagePolicy = (nonce: string) =>
	[
		"default-src 'self'",
		`script-src 'self' 'nonce-${nonce}'`,
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"media-src 'self' blob:",
		"worker-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join("; ");

/** An answer for programs is no page, whatever somebody makes a browser take it for. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const isData = (url: string) => /^\/api(\/|$|\?)/.test(url);

/** Before Next: sets the headers of pages and of the API's answers. Stored files have their own. */
export function applyPageHeaders(request: IncomingMessage, response: ServerResponse): void {
	const policy = isData(request.url ?? "/")
		? DATA_POLICY
		: pagePolicy(randomBytes(16).toString("base64"));
	// Also where a client has sent one: the nonce would be of its choosing.
	request.headers[CSP] = policy;
	response.setHeader(CSP, policy);
	response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
	response.setHeader("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
	if (config().publicUrl?.startsWith("https:"))
		response.setHeader("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
}
