import { account, registerRequest } from "#lib/auth/auth.schema.ts";
import { register } from "#lib/auth/auth.service.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
	{
		family: "platform",
		auth: "anyone",
		rate: "write",
		body: registerRequest,
		answers: account,
		status: 201,
	},
	(c) => register(c.actor, c.body),
);
