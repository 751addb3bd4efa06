import { sheetsRetried } from "#lib/batches/sheets.schema.ts";
import { retryBatch } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
	{
		family: "batches",
		auth: "user",
		scope: "batches:write",
		rate: "write",
		answers: sheetsRetried,
		status: 202,
	},
	(c) => retryBatch(c.actor, c.params.batchId ?? ""),
);
