import { loginAnswer, setupRequest } from "#lib/auth/auth.schema.ts";
import { setUp } from "#lib/auth/auth.service.ts";
import { route } from "#lib/http/route.ts";
import { signedIn } from "#lib/http/sign-in.ts";

/** The first admin of an empty database, by the one-time link from the log. */
export const POST = route(
	{
		family: "platform",
		auth: "anyone",
		rate: "write",
		body: setupRequest,
		answers: loginAnswer,
	},
	async (c) => signedIn(await setUp(c.body, c.request.headers.get("user-agent") ?? ""), 201),
);
