import { route } from "#lib/http/route.ts";
import { listShownZones } from "#lib/zones/shown-zones.service.ts";
import { zonesShown } from "#lib/zones/zone-pages.schema.ts";

/** By what parts of the day an event's photos can be looked at. */
export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", answers: zonesShown },
	(c) => listShownZones(c.actor, c.params.eventId ?? ""),
);
