import { route } from "#lib/http/route.ts";
import { deleteSearch } from "#lib/people/face-searches.service.ts";

/** "Delete my face data": for whoever has the search's id. */
export const DELETE = route({ family: "platform", auth: "anyone", rate: "write" }, (c) =>
	deleteSearch(c.actor, c.params.eventId ?? "", c.params.searchId ?? ""),
);
