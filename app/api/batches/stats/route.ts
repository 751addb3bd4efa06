import { sheetStats } from "#lib/batches/sheets.schema.ts";
import { getStats } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "batches", auth: "user", scope: "batches:read", rate: "read", answers: sheetStats },
	(c) => getStats(c.actor),
);
