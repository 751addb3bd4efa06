import { passwordLink } from "#lib/auth/users.schema.ts";
import { resetUser } from "#lib/auth/users.service.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
	{ family: "platform", auth: "user", rate: "write", answers: passwordLink, status: 201 },
	(c) => resetUser(c.actor, c.params.userId ?? ""),
);
