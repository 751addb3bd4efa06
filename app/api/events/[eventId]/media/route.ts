import { route } from "#lib/http/route.ts";
import { mediaEdit, mediaEdited } from "#lib/media/media.schema.ts";
import { editMedia } from "#lib/media/media.service.ts";

/** Photos of any album: into another one, and with other tags. */
export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: mediaEdit, answers: mediaEdited },
	(c) => editMedia(c.actor, c.params.eventId ?? "", c.body),
);
