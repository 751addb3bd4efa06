import { sharedList } from "#lib/guests/favourites.schema.ts";
import { getShared } from "#lib/guests/favourites.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", answers: sharedList },
	(c) => getShared(c.actor, c.params.eventId ?? "", c.params.listId ?? ""),
);
