/** From a request's credentials to the actor behind it. */
import * as auth from "#lib/auth/auth.service.ts";
import { config } from "#lib/config/config.ts";
import { type Actor, ANONYMOUS } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { parseCookies, passTokens, sessionCookie } from "./cookies.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Tokens in the order they are tried: `Authorization` with a scheme or without, then the key header. */
function headerTokens(headers: Headers): string[] {
	const authorization = headers.get("authorization")?.trim();
	const key = headers.get("x-api-key")?.trim();
	const token = authorization?.replace(/^Bearer\s+/i, "");
	return [token, key].filter((value) => value !== undefined).filter((value) => value !== "");
}

/**
 * True where a browser sent this request from a page of ours. A client that says nothing about where
 * it stands is no browser: it cannot have been lured.
 */
export function isSameOrigin(request: Request): boolean {
	const site = request.headers.get("sec-fetch-site");
	if (site !== null) return site === "same-origin" || site === "none";
	const origin = request.headers.get("origin");
	if (origin === null) return true;
	if (!URL.canParse(origin)) return false;
	const { publicUrl } = config();
	const { host } = new URL(origin);
	return host === request.headers.get("host") || (publicUrl && new URL(publicUrl).host) === host;
}

/** Cookies speak only for pages of our own: from elsewhere they are as if not sent. */
async function byCookies(request: Request): Promise<Actor> {
	if (!SAFE_METHODS.has(request.method) && !isSameOrigin(request)) return ANONYMOUS;
	const cookies = parseCookies(request.headers.get("cookie"));
	return actorFromCookies(cookies);
}

/** Also for pages, which have no request. A cookie that is no longer good is as if not sent. */
export async function actorFromCookies(cookies: ReadonlyMap<string, string>): Promise<Actor> {
	const session = cookies.get(sessionCookie());
	const actor = (session && (await auth.authenticateCookie(session))) || ANONYMOUS;
	return { ...actor, ...(await auth.findPasses(passTokens(cookies))) };
}

/** Header bytes are read as Latin-1 (RFC 9110); codes are sent as UTF-8. */
function accessCodeOf(headers: Headers): string | null {
	const header = headers.get("x-access-code");
	return header === null ? null : Buffer.from(header, "latin1").toString("utf8");
}

/** The first credential that holds decides. Throws `UNAUTHENTICATED` when some were given and none does. */
export async function identify(request: Request): Promise<Actor> {
	const accessCode = accessCodeOf(request.headers);
	const tokens = headerTokens(request.headers);
	for (const token of tokens) {
		const actor = await auth.authenticateToken(token);
		if (actor) return { ...actor, accessCode };
	}
	const actor = await byCookies(request);
	const known = actor.user !== null || actor.passes.length > 0 || accessCode !== null;
	if (tokens.length > 0 && !known)
		throw new AppError("UNAUTHENTICATED", { message: "This token or key is not valid (any more)" });
	return { ...actor, accessCode };
}
