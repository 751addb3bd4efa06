import { deleteBatch } from "#lib/batches/sheets.service.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
	{ family: "batches", auth: "user", scope: "batches:write", rate: "write" },
	(c) => deleteBatch(c.actor, c.params.batchId ?? ""),
);
