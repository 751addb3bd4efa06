import { eventCreate, eventFull, eventList, eventQuery } from "#lib/events/events.schema.ts";
import { createEvent, listEvents } from "#lib/events/events.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", query: eventQuery, answers: eventList },
	(c) => listEvents(c.actor, c.query),
);

export const POST = route(
	{
		family: "photos",
		auth: "user",
		scope: "events:write",
		rate: "write",
		body: eventCreate,
		answers: eventFull,
		status: 201,
	},
	(c) => createEvent(c.actor, c.body),
);
