import { endSession } from "#lib/auth/sessions.service.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	endSession(c.actor, c.params.sessionId ?? ""),
);
