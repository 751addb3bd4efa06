import type { SignIn } from "#lib/auth/auth.service.ts";
import { SESSION_SECONDS } from "#lib/auth/tokens.ts";
import { sessionCookie, setCookie } from "./cookies.ts";
import { Answer } from "./route.ts";

/** A sign-in's answer: tokens for scripts in the body, the session for browsers in a cookie. */
export function signedIn({ answer: body, cookie }: SignIn, status = 200): Answer {
	return new Answer(status, body, {
		"Set-Cookie": setCookie(sessionCookie(), cookie, SESSION_SECONDS),
	});
}
