import { passwordChange } from "#lib/auth/account.schema.ts";
import { changePassword } from "#lib/auth/account.service.ts";
import { ownPasswordGuess } from "#lib/http/guess.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
	{
		family: "platform",
		auth: "user",
		rate: "write",
		body: passwordChange,
		guess: ownPasswordGuess,
	},
	(c) => changePassword(c.actor, c.body),
);
