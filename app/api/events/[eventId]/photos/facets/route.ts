import { route } from "#lib/http/route.ts";
import { photoFacets } from "#lib/media/media.schema.ts";
import { getFacets } from "#lib/media/media.service.ts";

/** By what an event's photos can be chosen. */
export const GET = route(
	{ family: "photos", auth: "user", rate: "read", answers: photoFacets },
	(c) => getFacets(c.actor, c.params.eventId ?? ""),
);
