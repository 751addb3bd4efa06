import { route } from "#lib/http/route.ts";
import { restoreFiles } from "#lib/zones/zone-files.service.ts";
import { filesRestore, filesRestored } from "#lib/zones/zone-pages.schema.ts";

/** Files that were deleted a moment ago. */
export const POST = route(
	{ family: "platform", auth: "user", rate: "write", body: filesRestore, answers: filesRestored },
	(c) => restoreFiles(c.actor, c.params.eventId ?? "", c.body),
);
