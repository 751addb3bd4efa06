import { sessionList } from "#lib/auth/account.schema.ts";
import { endOtherSessions, listSessions } from "#lib/auth/sessions.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: sessionList },
	(c) => listSessions(c.actor),
);

/** All but the one that asks. */
export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	endOtherSessions(c.actor),
);
