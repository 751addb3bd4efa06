import type { SignIn, Visitor } from "#lib/auth/sign-in.ts";
import { SESSION_SECONDS } from "#lib/auth/tokens.ts";
import type { Actor } from "#lib/core/actor.ts";
import { sessionCookie, setCookie } from "./cookies.ts";
import { Answer } from "./route.ts";

/** A sign-in's answer: tokens for scripts in the body, the session for browsers in a cookie. */
export function signedIn({ answer: body, cookie }: SignIn, status = 200): Answer {
	return new Answer(status, body, {
		"Set-Cookie": setCookie(sessionCookie(), cookie, SESSION_SECONDS),
	});
}

/** Who is at the door, as the use cases that sign in want it. */
export const visitorOf = (c: { actor: Actor; request: Request }): Visitor => ({
	actor: c.actor,
	userAgent: c.request.headers.get("user-agent") ?? "",
});
