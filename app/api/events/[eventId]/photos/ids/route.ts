import { guestIdsQuery } from "#lib/guests/gallery.schema.ts";
import { listGuestIds } from "#lib/guests/gallery.service.ts";
import { route } from "#lib/http/route.ts";
import { photoIds } from "#lib/media/layout.schema.ts";

/** Which photos a gallery has, or has between two of them, whether a page has fetched them or not. */
export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", query: guestIdsQuery, answers: photoIds },
	(c) => listGuestIds(c.actor, c.params.eventId ?? "", c.query),
);
