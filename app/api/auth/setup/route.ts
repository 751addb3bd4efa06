import { loginAnswer, setupRequest } from "#lib/auth/auth.schema.ts";
import { setUp } from "#lib/auth/auth.service.ts";
import { route } from "#lib/http/route.ts";
import { signedIn, visitorOf } from "#lib/http/sign-in.ts";

/** The first admin of an empty database, by the one-time link from the log. */
export const POST = route(
	{
		family: "platform",
		auth: "anyone",
		rate: "write",
		body: setupRequest,
		answers: loginAnswer,
	},
	async (c) => signedIn(await setUp(visitorOf(c), c.body), 201),
);
