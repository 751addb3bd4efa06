/** The cookies of this server: who is signed in, and which events a guest may look at. */
import { config } from "#lib/config/config.ts";

/** Over https nobody but this very host can have set them (RFC 6265bis, section 4.1.3.2). */
const isSecure = () => config().publicUrl?.startsWith("https:") ?? false;
const named = (name: string) => (isSecure() ? `__Host-${name}` : name);
const PASS_PREFIX = "potret_pass_";
/** More passes than anybody uses; a hostile cookie header costs no more than these. */
const MAX_PASSES = 20;

export const sessionCookie = () => named("potret_session");
export const passCookie = (eventId: string) => named(`${PASS_PREFIX}${eventId}`);

export function parseCookies(header: string | null): Map<string, string> {
	const cookies = new Map<string, string>();
	for (const pair of (header ?? "").split(";")) {
		const at = pair.indexOf("=");
		if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
	}
	return cookies;
}

/** The guest tokens among the cookies. */
export function passTokens(cookies: ReadonlyMap<string, string>): string[] {
	return [...cookies]
		.filter(([name]) => name.startsWith(named(PASS_PREFIX)))
		.slice(0, MAX_PASSES)
		.map(([, value]) => value);
}

/** A cookie that scripts cannot read and other sites cannot send; `seconds` 0 takes it away. */
export function setCookie(name: string, value: string, seconds: number): string {
	const secure = isSecure() ? "; Secure" : "";
	return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
