import { loginAnswer, loginRequest } from "#lib/auth/auth.schema.ts";
import { login } from "#lib/auth/auth.service.ts";
import { passwordGuess } from "#lib/http/guess.ts";
import { route } from "#lib/http/route.ts";
import { signedIn, visitorOf } from "#lib/http/sign-in.ts";

export const POST = route(
	{
		family: "platform",
		auth: "anyone",
		rate: "write",
		body: loginRequest,
		answers: loginAnswer,
		guess: passwordGuess,
	},
	async (c) => signedIn(await login(visitorOf(c), c.body)),
);
