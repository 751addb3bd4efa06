import { route } from "#lib/http/route.ts";
import { createZone } from "#lib/zones/zone-files.service.ts";
import { zoneCreate, zonePage, zonePageQuery, zoneView } from "#lib/zones/zone-pages.schema.ts";
import { listZonePage } from "#lib/zones/zone-pages.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: zonePageQuery, answers: zonePage },
	(c) => listZonePage(c.actor, c.params.eventId ?? "", c.query),
);

/** A zone of files that are there. */
export const POST = route(
	{
		...{ family: "platform", auth: "user", rate: "write", status: 201 },
		...{ body: zoneCreate, answers: zoneView },
	},
	(c) => createZone(c.actor, c.params.eventId ?? "", c.body),
);
