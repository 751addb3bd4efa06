import { Answer, route } from "#lib/http/route.ts";
import { recognitionExportQuery, recognitionFile } from "#lib/recognition/recognition.schema.ts";
import { exportLog, recognitionCsv } from "#lib/recognition/recognition.service.ts";

export const GET = route(
	{
		family: "recognition",
		auth: "user",
		scope: "recognition:read",
		rate: "read",
		query: recognitionExportQuery,
		answers: recognitionFile,
	},
	async (c) => {
		const { format } = c.query;
		const file = await exportLog(c.actor, c.params.batchId ?? "", format);
		const disposition = {
			"Content-Disposition": `attachment; filename="${file.batch_id}.${format}"`,
		};
		if (format === "json") return new Answer(200, file, disposition);
		return new Answer(200, recognitionCsv(file), {
			...disposition,
			"Content-Type": "text/csv; charset=utf-8",
		});
	},
);
