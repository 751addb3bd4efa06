import { route } from "#lib/http/route.ts";
import { moveFiles } from "#lib/zones/zone-files.service.ts";
import { filesMove, filesMoved } from "#lib/zones/zone-pages.schema.ts";

/** Into a zone, or out of any. */
export const POST = route(
	{ family: "platform", auth: "user", rate: "write", body: filesMove, answers: filesMoved },
	(c) => moveFiles(c.actor, c.params.eventId ?? "", c.body),
);
