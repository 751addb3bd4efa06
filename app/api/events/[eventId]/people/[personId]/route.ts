import { route } from "#lib/http/route.ts";
import {
	eventPerson,
	eventPersonFaces,
	eventPersonPatch,
	eventPersonQuery,
} from "#lib/people/event-people.schema.ts";
import {
	forgetPerson,
	getPerson,
	personOf,
	renamePerson,
} from "#lib/people/event-people.service.ts";

export const GET = route(
	{
		...{ family: "platform", auth: "user", rate: "read" },
		...{ query: eventPersonQuery, answers: eventPersonFaces },
	},
	(c) => getPerson(personOf(c), c.query),
);

export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: eventPersonPatch, answers: eventPerson },
	(c) => renamePerson(personOf(c), c.body),
);

/** Forgets the person: their photos stay. */
export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	forgetPerson(personOf(c)),
);
