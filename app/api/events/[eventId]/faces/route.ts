import { route } from "#lib/http/route.ts";
import { eventFaces, eventFacesPatch } from "#lib/people/event-faces.schema.ts";
import { deleteFaces, getFaces, updateFaces } from "#lib/people/event-faces.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: eventFaces },
	(c) => getFaces(c.actor, c.params.eventId ?? ""),
);

export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: eventFacesPatch, answers: eventFaces },
	(c) => updateFaces(c.actor, c.params.eventId ?? "", c.body),
);

/** All face data of the event. */
export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	deleteFaces(c.actor, c.params.eventId ?? ""),
);
