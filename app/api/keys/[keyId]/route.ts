import { revokeKey } from "#lib/auth/keys.service.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	revokeKey(c.actor, c.params.keyId ?? ""),
);
