import { Answer, route } from "#lib/http/route.ts";
import { eventPerson, eventPersonSplit } from "#lib/people/event-people.schema.ts";
import { personOf, splitPerson } from "#lib/people/event-people.service.ts";

/** Some faces are another's: 201 where that is somebody new. */
export const POST = route(
	{ family: "platform", auth: "user", rate: "write", body: eventPersonSplit, answers: eventPerson },
	async (c) => new Answer(c.body.to ? 200 : 201, await splitPerson(personOf(c), c.body)),
);
