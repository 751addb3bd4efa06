import { eventCreate, eventQuery } from "#lib/events/events.schema.ts";
import { createEvent, listEvents } from "#lib/events/events.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", query: eventQuery },
	(c) => listEvents(c.actor, c.query),
);

export const POST = route(
	{
		family: "photos",
		auth: "user",
		scope: "events:write",
		rate: "write",
		body: eventCreate,
		status: 201,
	},
	(c) => createEvent(c.actor, c.body),
);
