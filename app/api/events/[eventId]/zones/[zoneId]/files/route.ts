import { route } from "#lib/http/route.ts";
import { filePage, filePageQuery } from "#lib/zones/zone-pages.schema.ts";
import { listZoneFiles } from "#lib/zones/zone-pages.service.ts";

/** A zone's files; of those in no zone for "none". */
export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: filePageQuery, answers: filePage },
	(c) => listZoneFiles(c.actor, c.params.eventId ?? "", c.params.zoneId ?? "", c.query),
);
