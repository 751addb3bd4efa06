import { eventAny, eventFull, eventPatch } from "#lib/events/events.schema.ts";
import { getEvent, updateEvent } from "#lib/events/events.service.ts";
import { route } from "#lib/http/route.ts";
import { deleteEvent } from "#lib/media/media.service.ts";

export const GET = route(
	{ family: "photos", auth: "anyone", rate: "read", answers: eventAny },
	(c) => getEvent(c.actor, c.params.eventId ?? ""),
);

export const PATCH = route(
	{ family: "photos", auth: "user", rate: "write", body: eventPatch, answers: eventFull },
	(c) => updateEvent(c.actor, c.params.eventId ?? "", c.body),
);

export const DELETE = route({ family: "photos", auth: "user", rate: "write" }, (c) =>
	deleteEvent(c.actor, c.params.eventId ?? ""),
);
