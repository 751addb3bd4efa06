import { exportQuery, sheetsExported } from "#lib/batches/sheets.schema.ts";
import { exportSheets, sheetsCsv } from "#lib/batches/sheets.service.ts";
import { Answer, route } from "#lib/http/route.ts";

export const GET = route(
	{
		family: "batches",
		auth: "user",
		scope: "batches:read",
		rate: "read",
		query: exportQuery,
		answers: sheetsExported,
	},
	async (c) => {
		const exported = await exportSheets(c.actor, c.params.batchId ?? "");
		const name = `batch-${exported.batch.batch_uuid}.${c.query.format}`;
		const disposition = { "Content-Disposition": `attachment; filename="${name}"` };
		if (c.query.format === "json") return new Answer(200, exported, disposition);
		return new Answer(200, sheetsCsv(exported), {
			...disposition,
			"Content-Type": "text/csv; charset=utf-8",
		});
	},
);
