import { route } from "#lib/http/route.ts";
import { photosAsked, photosMissing } from "#lib/media/media.schema.ts";
import { findMissing } from "#lib/media/media.service.ts";

/** Which of these photos an album has not: asked before any byte is sent. */
export const POST = route(
	{ family: "photos", auth: "user", rate: "read", body: photosAsked, answers: photosMissing },
	(c) => findMissing(c.actor, c.params.eventId ?? "", c.body),
);
