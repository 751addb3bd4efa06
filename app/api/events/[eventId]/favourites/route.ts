import { eventFavourites } from "#lib/guests/favourites.schema.ts";
import { getEventFavourites } from "#lib/guests/favourites.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "photos", auth: "user", rate: "read", answers: eventFavourites },
	(c) => getEventFavourites(c.actor, c.params.eventId ?? ""),
);
