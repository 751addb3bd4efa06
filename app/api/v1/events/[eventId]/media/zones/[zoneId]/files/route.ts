import { zoneLimits } from "#lib/http/device.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { filesAdded } from "#lib/zones/zones.schema.ts";
import { addFiles, authorizeZone } from "#lib/zones/zones.service.ts";

export const POST = uploadRoute(
	{
		family: "zones",
		auth: "user",
		limits: zoneLimits,
		authorize: (c) =>
			authorizeZone(c.actor, "media:edit", c.params.eventId ?? "", c.params.zoneId ?? ""),
		answers: filesAdded,
	},
	(c) => addFiles(c.actor, c.params.eventId ?? "", c.params.zoneId ?? "", c.form),
);
