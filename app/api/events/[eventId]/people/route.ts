import { route } from "#lib/http/route.ts";
import { eventPeople, eventPeopleQuery } from "#lib/people/event-people.schema.ts";
import { listPeople } from "#lib/people/event-people.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: eventPeopleQuery, answers: eventPeople },
	(c) => listPeople(c.actor, c.params.eventId ?? "", c.query),
);
