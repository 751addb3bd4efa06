import { sheetProgress } from "#lib/batches/sheets.schema.ts";
import { getProgress } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "batches", auth: "user", scope: "batches:read", rate: "read", answers: sheetProgress },
	(c) => getProgress(c.actor, c.params.batchId ?? ""),
);
