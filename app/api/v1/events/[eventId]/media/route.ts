import { zoneLimits } from "#lib/http/device.ts";
import { route } from "#lib/http/route.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";
import { mediaList, mediaQuery, mediaUploaded } from "#lib/zones/zones.schema.ts";
import { authorizeMedia, listMedia, uploadMedia } from "#lib/zones/zones.service.ts";

export const GET = route(
	{ family: "zones", auth: "user", rate: "read", query: mediaQuery, answers: mediaList },
	(c) => listMedia(c.actor, c.params.eventId ?? "", c.query),
);

/** One file, or several as a zone. */
export const POST = uploadRoute(
	{
		family: "zones",
		auth: "user",
		limits: zoneLimits,
		authorize: (c) => authorizeMedia(c.actor, "media:edit", c.params.eventId ?? ""),
		answers: mediaUploaded,
	},
	(c) => uploadMedia(c.actor, c.params.eventId ?? "", c.form),
);
