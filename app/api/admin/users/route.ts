import { userInvite, userInvited, userList, userQuery } from "#lib/auth/users.schema.ts";
import { inviteUser, listUsers } from "#lib/auth/users.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: userQuery, answers: userList },
	(c) => listUsers(c.actor, c.query),
);

export const POST = route(
	{
		family: "platform",
		auth: "user",
		rate: "write",
		body: userInvite,
		answers: userInvited,
		status: 201,
	},
	(c) => inviteUser(c.actor, c.body),
);
