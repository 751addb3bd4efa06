import { route } from "#lib/http/route.ts";
import { arrivedQuery, photosArrived } from "#lib/media/media.schema.ts";
import { listArrived } from "#lib/media/media.service.ts";

/** What is new since the last answer: asked every two seconds by each screen that shows an event live. */
export const GET = route(
	{
		family: "photos",
		auth: "anyone",
		rate: "read",
		query: arrivedQuery,
		answers: photosArrived,
	},
	(c) => listArrived(c.actor, c.params.eventId ?? "", c.query),
);
