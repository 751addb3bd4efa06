import { guestLayoutQuery } from "#lib/guests/gallery.schema.ts";
import { getGuestLayout } from "#lib/guests/gallery.service.ts";
import { route } from "#lib/http/route.ts";
import { photoLayout } from "#lib/media/layout.schema.ts";

/** Where every photo stands in a justified grid of a given width. */
export const GET = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "read",
		query: guestLayoutQuery,
		answers: photoLayout,
	},
	(c) => getGuestLayout(c.actor, c.params.eventId ?? "", c.query),
);
