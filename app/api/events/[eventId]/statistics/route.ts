import { eventStatistics } from "#lib/guests/statistics.schema.ts";
import { getStatistics } from "#lib/guests/statistics.service.ts";
import { route } from "#lib/http/route.ts";

/** What became of an event, for its owner. */
export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: eventStatistics },
	(c) => getStatistics(c.actor, c.params.eventId ?? ""),
);
