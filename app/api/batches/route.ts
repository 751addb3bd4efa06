import { sheetList, sheetListQuery } from "#lib/batches/sheets.schema.ts";
import { listBatches } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{
		family: "batches",
		auth: "user",
		scope: "batches:read",
		rate: "read",
		query: sheetListQuery,
		answers: sheetList,
	},
	(c) => listBatches(c.actor, c.query),
);
