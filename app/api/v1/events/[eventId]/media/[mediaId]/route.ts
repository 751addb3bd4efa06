import { route } from "#lib/http/route.ts";
import { deleteMedia } from "#lib/zones/zones.service.ts";

export const DELETE = route({ family: "zones", auth: "user", rate: "write" }, (c) =>
	deleteMedia(c.actor, c.params.eventId ?? "", c.params.mediaId ?? ""),
);
