import { sheetBatchDetail, sheetPage } from "#lib/batches/sheets.schema.ts";
import { getStatus } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{
		family: "batches",
		auth: "user",
		scope: "batches:read",
		rate: "read",
		query: sheetPage,
		answers: sheetBatchDetail,
	},
	(c) => getStatus(c.actor, c.params.batchId ?? "", c.query),
);
