/** Keys for one purpose each, all from the one secret (HKDF, RFC 5869), and signatures with them. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

export type Purpose =
	| "access-token"
	| "guest-pass"
	| "session-cookie"
	| "file-url"
	| "setup-link"
	| "password-link";

/** A 32-byte key. A key for one purpose tells nothing about another's. */
export function deriveKey(secret: string, purpose: Purpose): Uint8Array {
	return new Uint8Array(hkdfSync("sha256", secret, "potret", purpose, 32));
}

/** HMAC-SHA256, base64url. */
export function sign(key: Uint8Array, text: string): string {
	return createHmac("sha256", key).update(text).digest("base64url");
}

/** Compares in constant time; strings of different lengths differ. */
export function sameText(a: string, b: string): boolean {
	const left = createHash("sha256").update(a).digest();
	const right = createHash("sha256").update(b).digest();
	return timingSafeEqual(left, right);
}

/** SHA-256, hex. */
export function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
