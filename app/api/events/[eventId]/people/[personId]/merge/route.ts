import { route } from "#lib/http/route.ts";
import { eventPerson, eventPersonMerge } from "#lib/people/event-people.schema.ts";
import { mergePeople, personOf } from "#lib/people/event-people.service.ts";

/** Others are this person too. */
export const POST = route(
	{ family: "platform", auth: "user", rate: "write", body: eventPersonMerge, answers: eventPerson },
	(c) => mergePeople(personOf(c), c.body),
);
