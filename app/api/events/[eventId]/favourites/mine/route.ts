import { favouritesPatch, ownFavourites } from "#lib/guests/favourites.schema.ts";
import { getOwn, updateOwn } from "#lib/guests/favourites.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", answers: ownFavourites },
	(c) => getOwn(c.actor, c.params.eventId ?? ""),
);

export const PATCH = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "write",
		body: favouritesPatch,
		answers: ownFavourites,
	},
	(c) => updateOwn(c.actor, c.params.eventId ?? "", c.body),
);
