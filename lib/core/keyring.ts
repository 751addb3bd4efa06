/**
 * The keys that sign for each purpose: one of the present secret, which signs, and one of every secret
 * before it that is still named, which only verify. A secret is changed without anybody noticing.
 */
import { authSecret, type Config, config } from "#lib/config/config.ts";
import { deriveKey, type Purpose, sha256 } from "./signing.ts";

export interface SigningKey {
	/** What a token says it is signed with: 16 hexadecimal digits, which tell nothing of the key. */
	id: string;
	bytes: Uint8Array;
}

/** The first signs; all of them verify. */
export type Keyring = readonly [SigningKey, ...SigningKey[]];

function signingKey(secret: string, purpose: Purpose): SigningKey {
	const bytes = deriveKey(secret, purpose);
	return { id: sha256(Buffer.from(bytes).toString("base64")).slice(0, 16), bytes };
}

/** Of the settings that they were made of. */
const rings = new WeakMap<Config, Map<Purpose, Keyring>>();

function ringsNow(): Map<Purpose, Keyring> {
	const settings = config();
	const known = rings.get(settings) ?? new Map();
	rings.set(settings, known);
	return known;
}

/** Throws `ConfigError` without a secret. */
export function keysFor(purpose: Purpose): Keyring {
	const made = ringsNow();
	const known = made.get(purpose);
	if (known) return known;
	const before = config().previousAuthSecrets.map((secret) => signingKey(secret, purpose));
	const ring: Keyring = [signingKey(authSecret(), purpose), ...before];
	made.set(purpose, ring);
	return ring;
}
