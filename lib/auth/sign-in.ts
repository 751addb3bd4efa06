/** A sign-in begun: for the use cases that have found out who it is. */
import { audit } from "#lib/audit/audit.service.ts";
import type { Actor, ActorUser } from "#lib/core/actor.ts";
import { sha256 } from "#lib/core/signing.ts";
import type { Tx } from "#lib/db/client.ts";
import * as repo from "./auth.repo.ts";
import type { LoginAnswer } from "./auth.schema.ts";
import * as tokens from "./tokens.ts";

/** What a sign-in gives: the answer for scripts, the cookie's value for browsers. */
export interface SignIn {
	answer: LoginAnswer;
	cookie: string;
}

/** Who signs in, before they have. */
export interface Visitor {
	actor: Actor;
	userAgent: string;
}

export const toActorUser = ({ id, username, role, domain }: ActorUser): ActorUser => ({
	id,
	username,
	role,
	domain,
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

/** Tokens and cookie of a session. */
export async function issuePair(tx: Tx, sessionId: string, user: ActorUser): Promise<SignIn> {
	const refreshToken = tokens.randomToken("ptr_");
	await repo.insertRefreshToken(
		tx,
		sha256(refreshToken),
		sessionId,
		inSeconds(tokens.SESSION_SECONDS),
	);
	return {
		answer: {
			access_token: await tokens.issueAccessToken(sessionId),
			token_type: "bearer",
			expires_in: tokens.ACCESS_TOKEN_SECONDS,
			refresh_token: refreshToken,
			user: toActorUser(user),
		},
		cookie: await tokens.issueSessionCookie(sessionId),
	};
}

/** Signs a user in, whoever the visitor was before. */
export async function signIn(tx: Tx, { actor, userAgent }: Visitor, user: ActorUser) {
	const expiresAt = inSeconds(tokens.SESSION_SECONDS);
	const session = await repo.insertSession(tx, user.id, userAgent, expiresAt);
	await audit(tx, { ...actor, user, keyId: null }, "signed_in", user.id);
	return issuePair(tx, session.id, user);
}
