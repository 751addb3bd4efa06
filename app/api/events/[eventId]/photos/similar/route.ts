import { route } from "#lib/http/route.ts";
import { similarList } from "#lib/media/media.schema.ts";
import { listSimilar } from "#lib/media/media.service.ts";

/** Groups of near-identical shots, for the owner to choose from. */
export const GET = route(
	{ family: "photos", auth: "user", rate: "read", answers: similarList },
	(c) => listSimilar(c.actor, c.params.eventId ?? ""),
);
