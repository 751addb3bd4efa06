import { CHOICE_BYTES, downloadChoice, downloadTotals } from "#lib/downloads/downloads.schema.ts";
import { sumUp } from "#lib/downloads/downloads.service.ts";
import { route } from "#lib/http/route.ts";

/** What chosen files come to in each size. */
export const POST = route(
	{
		...{ family: "photos", auth: "anyone", rate: "read" },
		...{ body: downloadChoice, answers: downloadTotals, bodyBytes: CHOICE_BYTES },
	},
	(c) => sumUp(c.actor, c.params.eventId ?? "", c.body),
);
