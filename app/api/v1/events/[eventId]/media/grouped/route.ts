import { route } from "#lib/http/route.ts";
import { zoneList, zoneQuery } from "#lib/zones/zones.schema.ts";
import { listZones } from "#lib/zones/zones.service.ts";

export const GET = route(
	{ family: "zones", auth: "user", rate: "read", query: zoneQuery, answers: zoneList },
	(c) => listZones(c.actor, c.params.eventId ?? "", c.query),
);
