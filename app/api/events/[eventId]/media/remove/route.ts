import { route } from "#lib/http/route.ts";
import { removeFiles } from "#lib/zones/zone-files.service.ts";
import { filesRemove, filesRemoved } from "#lib/zones/zone-pages.schema.ts";

/** Files of any kind, for good. */
export const POST = route(
	{ family: "platform", auth: "user", rate: "write", body: filesRemove, answers: filesRemoved },
	(c) => removeFiles(c.actor, c.params.eventId ?? "", c.body),
);
