import { route } from "#lib/http/route.ts";
import { zone, zonePatch, zonePatched } from "#lib/zones/zones.schema.ts";
import { deleteZone, getZone, updateZone } from "#lib/zones/zones.service.ts";

export const GET = route({ family: "zones", auth: "user", rate: "read", answers: zone }, (c) =>
	getZone(c.actor, c.params.eventId ?? "", c.params.zoneId ?? ""),
);

export const PATCH = route(
	{ family: "zones", auth: "user", rate: "write", body: zonePatch, answers: zonePatched },
	(c) => updateZone(c.actor, c.params.eventId ?? "", c.params.zoneId ?? "", c.body),
);

export const DELETE = route({ family: "zones", auth: "user", rate: "write" }, (c) =>
	deleteZone(c.actor, c.params.eventId ?? "", c.params.zoneId ?? ""),
);
