import { route } from "#lib/http/route.ts";
import { zoneView, zoneViewQuery } from "#lib/zones/zone-pages.schema.ts";
import { getZoneView } from "#lib/zones/zone-pages.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: zoneViewQuery, answers: zoneView },
	(c) => getZoneView(c.actor, c.params.eventId ?? "", c.params.zoneId ?? "", c.query),
);
