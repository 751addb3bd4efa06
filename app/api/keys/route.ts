import { keyCreate, keyCreated, keyList } from "#lib/auth/auth.schema.ts";
import { createKey, listKeys } from "#lib/auth/keys.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: keyList },
	(c) => listKeys(c.actor),
);

export const POST = route(
	{
		family: "platform",
		auth: "user",
		rate: "write",
		body: keyCreate,
		answers: keyCreated,
		status: 201,
	},
	(c) => createKey(c.actor, c.body),
);
