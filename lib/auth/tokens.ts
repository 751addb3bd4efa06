/** Signed tokens: access tokens, guest passes, links (JWT), and the browser's session cookie. */
import { randomBytes } from "node:crypto";
import { type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { decode, encode } from "next-auth/jwt";
import { isUuid } from "#lib/core/ids.ts";
import { keysFor, type SigningKey } from "#lib/core/keyring.ts";
import type { Purpose } from "#lib/core/signing.ts";

const ISSUER = "potret";
/** What every API key begins with. */
export const KEY_PREFIX = "ptk_";
export const ACCESS_TOKEN_SECONDS = 1800;
export const SESSION_SECONDS = 30 * 24 * 3600;
export const GUEST_PASS_SECONDS = 90 * 24 * 3600;
const SETUP_LINK_SECONDS = 24 * 3600;
/** What a link is good for by which somebody chooses their password: invited, or having forgotten it. */
export const PASSWORD_LINK_SECONDS = 7 * 24 * 3600;
/** The clocks of two machines of ours differ by seconds: what is from later was not made by them. */
const MOST_AHEAD_SECONDS = 60;

const ALGORITHM = "HS256";

/** The purpose is the audience, and each has a key of its own: no token passes for another kind. */
async function issue(
	purpose: Purpose,
	claims: Record<string, string>,
	seconds: number,
): Promise<string> {
	const [key] = keysFor(purpose);
	return new SignJWT(claims)
		.setProtectedHeader({ alg: ALGORITHM, kid: key.id })
		.setIssuer(ISSUER)
		.setAudience(purpose)
		.setIssuedAt()
		.setExpirationTime(`${seconds} s`)
		.sign(key.bytes);
}

/** The key that a token names; nothing else in its header decides anything. Throws for one that is none of ours. */
function keyNamed(purpose: Purpose, { kid }: JWTHeaderParameters): Uint8Array {
	const key = keysFor(purpose).find(({ id }) => id === kid);
	if (!key) throw new Error("This token names a key that is not known");
	return key.bytes;
}

async function read(purpose: Purpose, token: string): Promise<Record<string, unknown> | null> {
	try {
		const options = { issuer: ISSUER, audience: purpose, algorithms: [ALGORITHM] };
		const rules = { ...options, requiredClaims: ["iat", "exp"] };
		const { payload } = await jwtVerify(
			token,
			(header: JWTHeaderParameters) => keyNamed(purpose, header),
			rules,
		);
		const ahead = (payload.iat ?? Number.POSITIVE_INFINITY) - Date.now() / 1000;
		return ahead > MOST_AHEAD_SECONDS ? null : payload;
	} catch {
		return null;
	}
}

const id = (value: unknown): string | null =>
	typeof value === "string" && isUuid(value) ? value : null;

export const issueAccessToken = (sessionId: string) =>
	issue("access-token", { sid: sessionId }, ACCESS_TOKEN_SECONDS);

/** The session that an access token belongs to, or null. */
export async function readAccessToken(token: string): Promise<string | null> {
	return id((await read("access-token", token))?.sid);
}

export const issueGuestPass = (passId: string) =>
	issue("guest-pass", { pid: passId }, GUEST_PASS_SECONDS);

/** The pass that a guest's token belongs to, or null. */
export async function readGuestPass(token: string): Promise<string | null> {
	return id((await read("guest-pass", token))?.pid);
}

export const issueSetupLink = () => issue("setup-link", {}, SETUP_LINK_SECONDS);
export const isSetupLink = async (token: string) => (await read("setup-link", token)) !== null;

export const issuePasswordLink = (linkId: string) =>
	issue("password-link", { lid: linkId }, PASSWORD_LINK_SECONDS);

/** The row that a link belongs to, or null. */
export async function readPasswordLink(token: string): Promise<string | null> {
	return id((await read("password-link", token))?.lid);
}

const cookieSecret = ({ bytes }: SigningKey) => Buffer.from(bytes).toString("base64");

/** The session cookie's value: next-auth's encrypted token around the session's id. */
export function issueSessionCookie(sessionId: string): Promise<string> {
	return encode({
		token: { sid: sessionId },
		secret: cookieSecret(keysFor("session-cookie")[0]),
		maxAge: SESSION_SECONDS,
	});
}

/** The session that a cookie belongs to, or null. It names no key: each is tried. */
export async function readSessionCookie(value: string): Promise<string | null> {
	for (const key of keysFor("session-cookie")) {
		const token = await decode({ token: value, secret: cookieSecret(key) }).catch(() => null);
		if (token) return id(token.sid);
	}
	return null;
}

/** An unguessable token of 256 bits, base64url; only its hash is kept. */
export function randomToken(prefix: string): string {
	return `${prefix}${randomBytes(32).toString("base64url")}`;
}
