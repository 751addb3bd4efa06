import { sheet, sheetCorrection } from "#lib/batches/sheets.schema.ts";
import { correctSheet } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(
	{
		family: "batches",
		auth: "user",
		scope: "batches:write",
		rate: "write",
		body: sheetCorrection,
		answers: sheet,
	},
	(c) => {
		const { batchId = "", sheetId = "" } = c.params;
		return correctSheet(c.actor, { batchId, sheetId }, c.body);
	},
);
