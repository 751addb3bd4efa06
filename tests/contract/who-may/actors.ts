/** Everybody who asks: what they prove it with, and how it came to hold or not. */
import { SCOPES, type Scope } from "#lib/core/actor.ts";
import { Api } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { forge } from "#tests/support/forgeries.ts";
import type { TestServer } from "#tests/support/server.ts";
import type { ActorName } from "./table.ts";

export interface Actors {
	owner: Api;
	other: Api;
	admin: Api;
	/** With the owner's key of these scopes. */
	withKey(scopes: readonly Scope[]): Api;
	as(actor: ActorName, scope: Scope | "-"): Api;
}

const scopesWithout = (scope: Scope) => SCOPES.filter((other) => other !== scope);
const label = (scopes: readonly Scope[]) => scopes.toSorted().join(" ");

async function makeKey(owner: Api, scopes: readonly Scope[]) {
	const { status, body } = await owner.post("/api/keys", { name: "k", scopes });
	if (status !== 201) throw new Error(`Making a key answered ${status}`);
	return { id: body.id as string, api: new Api(owner.url, { "x-api-key": body.key }) };
}

async function makeKeys(owner: Api): Promise<Map<string, Api>> {
	const sets = [SCOPES, ...SCOPES.flatMap((scope) => [[scope], scopesWithout(scope)])];
	const keys = new Map<string, Api>();
	for (const scopes of sets) keys.set(label(scopes), (await makeKey(owner, scopes)).api);
	return keys;
}

/** The owner's live sign-in, in a token with nothing wrong but its time. */
async function expired(owner: Api, secret: string): Promise<Api> {
	const token = owner.headers.authorization?.replace("Bearer ", "") ?? "";
	const { sid } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
	const original = { secret, purpose: "access-token", claims: { sid } } as const;
	const forged = await forge(original, { expires: "-1s" });
	return new Api(owner.url, { authorization: `Bearer ${forged}` });
}

/** Who could do everything, until the account was disabled. */
async function disabled(anyone: Api, databaseUrl: string): Promise<Api> {
	const gone = await anyone.register("gone");
	const change = "UPDATE users SET role = 'admin', disabled_at = now() WHERE username = 'gone'";
	await queryDatabase(databaseUrl, change);
	return gone;
}

async function revoked(owner: Api): Promise<Api> {
	const { id, api } = await makeKey(owner, SCOPES);
	await owner.delete(`/api/keys/${id}`);
	return api;
}

/** A guest with the pass that the code is exchanged for. */
export async function guestOf(anyone: Api, eventId: string, code: string): Promise<Api> {
	const { status, body } = await anyone.post(`/api/events/${eventId}/access`, { code });
	if (status !== 200) throw new Error(`A code was answered with ${status}`);
	return anyone.with({ authorization: `Bearer ${body.access_token}` });
}

/** `guests` makes events of the owner's, and a guest of each. */
export async function gather(
	server: TestServer,
	secret: string,
	guests: (anyone: Api, owner: Api) => Promise<{ here: Api; elsewhere: Api }>,
): Promise<Actors> {
	const anyone = new Api(server.url);
	const owner = await anyone.photographer();
	const admin = await anyone.admin();
	const other = await anyone.register("another");
	const move = "UPDATE users SET domain = 'elsewhere' WHERE username = 'another'";
	await queryDatabase(server.databaseUrl, move);
	const keys = await makeKeys(owner);
	const { here, elsewhere } = await guests(anyone, owner);
	const withKey = (scopes: readonly Scope[]) => {
		const key = keys.get(label(scopes));
		if (!key) throw new Error(`No key was made with ${label(scopes)}`);
		return key;
	};
	const fixed: Partial<Record<ActorName, Api>> = {
		nobody: anyone,
		"guest of this event": here,
		"guest of another": elsewhere,
		"photographer A, whose it is": owner,
		"photographer B, of another domain": other,
		admin,
		"token of A that expired": await expired(owner, secret),
		"key of A that was revoked": await revoked(owner),
		"disabled administrator": await disabled(anyone, server.databaseUrl),
	};
	const as = (actor: ActorName, scope: Scope | "-") => {
		if (fixed[actor]) return fixed[actor];
		if (scope === "-") return withKey(actor === "key of A with the scope" ? SCOPES : [SCOPES[0]]);
		return withKey(actor === "key of A with the scope" ? [scope] : scopesWithout(scope));
	};
	return { owner, other, admin, withKey, as };
}
