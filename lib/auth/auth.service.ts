import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { config } from "#lib/config/config.ts";
import { type Actor, type ActorUser, ANONYMOUS, type Scope } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { sha256 } from "#lib/core/signing.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import * as repo from "./auth.repo.ts";
import type { loginRequest, registerRequest, setupRequest } from "./auth.schema.ts";
import { checkPassword, hashPassword } from "./passwords.ts";
import { issuePair, type SignIn, signIn, toActorUser, type Visitor } from "./sign-in.ts";
import * as tokens from "./tokens.ts";

const wrongCredentials = () =>
	new AppError("INVALID_CREDENTIALS", { message: "The name or the password is wrong" });

/**
 * Throws `INVALID_CREDENTIALS`, the same and after the same work for an unknown name, a wrong password, a
 * disabled user and one who has chosen no password yet.
 */
export async function login(
	visitor: Visitor,
	request: z.infer<typeof loginRequest>,
	check: typeof checkPassword = checkPassword,
): Promise<SignIn> {
	const user = await repo.findUser(request.username);
	const usable = user?.disabledAt === null ? user : null;
	const matches = await check(usable?.passwordHash ?? null, request.password);
	if (!usable || !matches) {
		// Without the name that was typed: it may be a password.
		await audit(db(), visitor.actor, "sign_in_failed", user?.id ?? null);
		throw wrongCredentials();
	}
	return inTransaction(async (tx) => {
		// Whoever is disabled, or given another password, meanwhile: no sign-in is to outlive that.
		if (!(await repo.holdPassword(tx, usable))) throw wrongCredentials();
		return signIn(tx, visitor, usable);
	});
}

/**
 * A new pair for an unspent refresh token. A spent one that comes again was stolen, from its owner or
 * by them: the whole sign-in ends (RFC 9700, section 4.14). Throws `INVALID_REFRESH_TOKEN`.
 */
export async function refresh(refreshToken: string): Promise<SignIn> {
	const invalid = () => new AppError("INVALID_REFRESH_TOKEN", { message: "Please sign in again" });
	const outcome = await inTransaction(async (tx) => {
		const token = await repo.spendRefreshToken(tx, sha256(refreshToken));
		if (!token) throw invalid();
		if (token.spentAt) return { stolen: token.sessionId };
		const { session } = token;
		const over = session.revokedAt || session.user.disabledAt || token.expiresAt < new Date();
		if (over) throw invalid();
		return { pair: await issuePair(tx, session.id, session.user) };
	});
	if (outcome.pair) return outcome.pair;
	await repo.revokeSession(outcome.stolen);
	throw invalid();
}

/** Ends the sign-in that the request came with; nothing happens for a key or a guest. */
export async function logout(actor: Actor): Promise<void> {
	if (actor.sessionId) await repo.revokeSession(actor.sessionId);
}

/** Throws `REGISTRATION_CLOSED` unless the operator opened it, `USERNAME_TAKEN`. */
export async function register(
	actor: Actor,
	request: z.infer<typeof registerRequest>,
): Promise<ActorUser> {
	if (!config().registration)
		throw new AppError("REGISTRATION_CLOSED", {
			message: "Accounts are made by the administrator here",
		});
	const { username, email, password } = request;
	const passwordHash = await hashPassword(password);
	return inTransaction(async (tx) => {
		const rights = { role: "photographer", domain: undefined } as const;
		const user = await repo.insertUser(tx, { username, email, passwordHash, ...rights });
		await audit(tx, { ...actor, user }, "registered", user.id);
		return toActorUser(user);
	});
}

export async function needsSetup(): Promise<boolean> {
	return (await repo.countAdmins(db())) === 0;
}

/** Makes the first admin. The link works once: while there is no admin. Throws `SETUP_LINK_INVALID`. */
export async function setUp(
	visitor: Visitor,
	request: z.infer<typeof setupRequest>,
): Promise<SignIn> {
	const invalid = () =>
		new AppError("SETUP_LINK_INVALID", {
			message: "This set-up link was used already or is too old. Restart the server for a new one",
		});
	if (!(await tokens.isSetupLink(request.token))) throw invalid();
	const passwordHash = await hashPassword(request.password);
	return inTransaction(async (tx) => {
		await repo.lockUsers(tx);
		if ((await repo.countAdmins(tx)) > 0) throw invalid();
		const { username } = request;
		const rights = { role: "admin", domain: undefined } as const;
		const user = await repo.insertUser(tx, { username, email: null, passwordHash, ...rights });
		return signIn(tx, visitor, user);
	});
}

function userActor(user: ActorUser, via: Actor["via"], rest: Partial<Actor>): Actor {
	return { ...ANONYMOUS, user: toActorUser(user), via, ...rest };
}

async function bySession(sessionId: string | null, via: "session" | "token") {
	if (!sessionId) return null;
	const session = await repo.findLiveSession(sessionId);
	return session ? userActor(session, via, { sessionId }) : null;
}

/** The actor behind an access token, an API key or a guest's token; null for none of them. */
export async function authenticateToken(token: string): Promise<Actor | null> {
	if (token.startsWith(tokens.KEY_PREFIX)) {
		const key = await repo.findLiveKey(sha256(token));
		return key && userActor(key.user, "key", { keyId: key.id, scopes: key.scopes as Scope[] });
	}
	const session = await bySession(await tokens.readAccessToken(token), "token");
	if (session) return session;
	const { passes } = await findPasses([token]);
	return passes.length > 0 ? { ...ANONYMOUS, passes } : null;
}

/** The actor behind the browser's session cookie, or null. */
export async function authenticateCookie(value: string): Promise<Actor | null> {
	return bySession(await tokens.readSessionCookie(value), "session");
}

/** The guest passes behind these tokens: those that hold, and those that have ended. */
export async function findPasses(
	guestTokens: readonly string[],
): Promise<Pick<Actor, "passes" | "endedPasses">> {
	const ids = await Promise.all(guestTokens.map(tokens.readGuestPass));
	const known = ids.filter((id) => id !== null);
	const found = known.length > 0 ? await repo.findPasses(known) : [];
	const now = new Date();
	const those = (holds: boolean) =>
		found
			.filter((pass) => pass.expiresAt > now === holds)
			.map(({ id, eventId }) => ({ id, eventId }));
	return { passes: those(true), endedPasses: those(false) };
}
