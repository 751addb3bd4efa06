/** Tokens that were not made by us, or not for this: each wrong in one thing alone. */
import { randomBytes } from "node:crypto";
import {
	CompactEncrypt,
	exportJWK,
	exportSPKI,
	generateKeyPair,
	type JWTHeaderParameters,
	SignJWT,
	UnsecuredJWT,
} from "jose";
import { deriveKey, type Purpose, sha256 } from "#lib/core/signing.ts";

/** A token as it should be, and what it is made with. */
export interface Original {
	secret: string;
	purpose: Purpose;
	claims: Record<string, unknown>;
}

interface Change {
	header?: Partial<JWTHeaderParameters>;
	key?: Parameters<SignJWT["sign"]>[0];
	issuer?: string;
	audience?: string;
	/** Of `setExpirationTime`; null for none at all. */
	expires?: string | null;
	issued?: string;
	notBefore?: string;
}

/** What tokens call the key of a secret and a purpose. */
const kidOf = (secret: string, purpose: Purpose) =>
	sha256(Buffer.from(deriveKey(secret, purpose)).toString("base64")).slice(0, 16);

/** With nothing changed, one that is taken. */
export function forge(original: Original, change: Change = {}): Promise<string> {
	const { secret, purpose, claims } = original;
	const token = new SignJWT(claims)
		.setProtectedHeader({ alg: "HS256", kid: kidOf(secret, purpose), ...change.header })
		.setIssuer(change.issuer ?? "potret")
		.setAudience(change.audience ?? purpose)
		.setIssuedAt(change.issued ?? "0s");
	if (change.expires !== null) token.setExpirationTime(change.expires ?? "1h");
	if (change.notBefore) token.setNotBefore(change.notBefore);
	return token.sign(change.key ?? deriveKey(secret, purpose));
}

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const partsOf = (token: string) => token.split(".") as [string, string, string];

/** A pair of ours that nobody knows, with its public half in the header as `name`. */
async function withOwnKey(original: Original, alg: "RS256" | "ES256" | "EdDSA") {
	const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
	const jwk = await exportJWK(publicKey);
	return forge(original, { header: { alg, jwk }, key: privateKey });
}

async function signedWithPublicKey(original: Original) {
	const { publicKey } = await generateKeyPair("RS256", { extractable: true });
	return forge(original, { key: Buffer.from(await exportSPKI(publicKey)) });
}

/** The header says something else than what it was signed with. */
async function relabelled(original: Original, header: Record<string, unknown>) {
	const [, payload, signature] = partsOf(await forge(original));
	return [text(header), payload, signature].join(".");
}

function unsecured({ purpose, claims }: Original): string {
	const token = new UnsecuredJWT(claims).setIssuer("potret").setAudience(purpose);
	return token.setExpirationTime("1h").encode();
}

async function withMore(original: Original) {
	const [header, payload, signature] = partsOf(await forge(original));
	const more = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), role: "admin" };
	return [header, text(more), signature].join(".");
}

/** Costs whoever believes its header many seconds. */
function toil(original: Original): Promise<string> {
	const content = new CompactEncrypt(Buffer.from(JSON.stringify(original.claims)));
	const header = { alg: "PBES2-HS256+A128KW", enc: "A256GCM" };
	return content
		.setProtectedHeader(header)
		.encrypt(deriveKey(original.secret, original.purpose))
		.then((token) => {
			const [head = "", ...rest] = token.split(".");
			const given = JSON.parse(Buffer.from(head, "base64url").toString());
			return [text({ ...given, p2c: 2_000_000_000 }), ...rest].join(".");
		});
}

const another = (purpose: Purpose): Purpose =>
	purpose === "guest-pass" ? "access-token" : "guest-pass";

export const FORGERIES: Record<string, (original: Original) => Promise<string> | string> = {
	"with no algorithm": unsecured,
	"with the algorithm renamed to none": (o) =>
		relabelled(o, { alg: "none", kid: kidOf(o.secret, o.purpose) }),
	"with the algorithm renamed to NoNe": (o) => relabelled(o, { alg: "NoNe" }),
	"with no header": (o) => relabelled(o, {}),
	"with a critical extension": (o) =>
		relabelled(o, {
			...{ alg: "HS256", kid: kidOf(o.secret, o.purpose) },
			...{ crit: ["b64"], b64: false },
		}),
	"by another algorithm, with the right key": (o) =>
		forge(o, {
			header: { alg: "HS384" },
			key: Buffer.concat([deriveKey(o.secret, o.purpose), Buffer.alloc(16)]),
		}),
	"that names no key": (o) => forge(o, { header: { kid: undefined as never } }),
	"that names a key that nobody has": (o) => forge(o, { header: { kid: "0123456789abcdef" } }),
	"that names a key by a path": (o) => forge(o, { header: { kid: "../../dev/null" } }),
	"that names a list of keys": (o) =>
		forge(o, { header: { kid: [kidOf(o.secret, o.purpose)] as never } }),
	"that names the key of another purpose": (o) =>
		forge(o, { header: { kid: kidOf(o.secret, another(o.purpose)) } }),
	"with a key of its own in the header (RS256)": (o) => withOwnKey(o, "RS256"),
	"with a key of its own in the header (ES256)": (o) => withOwnKey(o, "ES256"),
	"with a key of its own in the header (EdDSA)": (o) => withOwnKey(o, "EdDSA"),
	"with a symmetric key of its own in the header": (o) => {
		const key = randomBytes(32);
		const jwk = { kty: "oct", k: key.toString("base64url") };
		return forge(o, { header: { jwk }, key });
	},
	"with the address of a key in the header": (o) =>
		forge(o, { header: { jku: "http://127.0.0.1:9/keys.json" }, key: randomBytes(32) }),
	"signed with a public key": signedWithPublicKey,
	"signed with no key": (o) => forge(o, { key: new Uint8Array(32) }),
	"signed with the bare secret": (o) => forge(o, { key: Buffer.from(o.secret) }),
	"signed with another secret": (o) => forge({ ...o, secret: "x".repeat(40) }),
	"signed with another secret, and naming the right key": (o) =>
		forge(o, { key: deriveKey("x".repeat(40), o.purpose) }),
	"signed with another purpose's key": (o) =>
		forge(o, { key: deriveKey(o.secret, another(o.purpose)) }),
	"of another issuer": (o) => forge(o, { issuer: "other" }),
	"for another audience": (o) => forge(o, { audience: another(o.purpose) }),
	"of another purpose altogether": (o) => forge({ ...o, purpose: another(o.purpose) }),
	expired: (o) => forge(o, { expires: "-1s" }),
	"without an end": (o) => forge(o, { expires: null }),
	"not valid before an hour from now": (o) => forge(o, { notBefore: "1h" }),
	"issued an hour from now": (o) => forge(o, { issued: "1h", expires: "2h" }),
	"with claims added": withMore,
	"without its signature": async (o) => (await forge(o)).replace(/[^.]+$/, ""),
	"without its last part": async (o) =>
		partsOf(await forge(o))
			.slice(0, 2)
			.join("."),
	"cut off": async (o) => (await forge(o)).slice(0, -3),
	"cut in half": async (o) => {
		const token = await forge(o);
		return token.slice(0, token.length / 2);
	},
	"with a changed signature": async (o) => (await forge(o)).replace(/.{4}$/, "AAAA"),
	"with a part too many": async (o) => `${await forge(o)}.x`,
	"encrypted instead of signed, at a great cost": toil,
	garbled: () => "a.b.c",
	dots: () => "..",
	"very long": () => "x".repeat(1900),
};
