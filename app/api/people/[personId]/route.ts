import { route } from "#lib/http/route.ts";
import { person, personDetail, personName } from "#lib/people/people.schema.ts";
import { deletePerson, getPerson, renamePerson } from "#lib/people/people.service.ts";

const rules = { family: "platform", auth: "user" } as const;
const writing = { ...rules, scope: "people:write", rate: "write" } as const;

export const GET = route(
	{ ...rules, scope: "people:read", rate: "read", answers: personDetail },
	(c) => getPerson(c.actor, c.params.personId ?? ""),
);

export const PATCH = route({ ...writing, body: personName, answers: person }, (c) =>
	renamePerson(c.actor, c.params.personId ?? "", c.body),
);

export const DELETE = route(writing, (c) => deletePerson(c.actor, c.params.personId ?? ""));
