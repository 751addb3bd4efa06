import { managedUser, userPatch } from "#lib/auth/users.schema.ts";
import { updateUser } from "#lib/auth/users.service.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: userPatch, answers: managedUser },
	(c) => updateUser(c.actor, c.params.userId ?? "", c.body),
);
