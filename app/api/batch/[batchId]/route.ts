import { imageBatch } from "#lib/batches/batches.schema.ts";
import { getImageBatch } from "#lib/batches/batches.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "images", auth: "anyone", scope: "batches:read", rate: "read", answers: imageBatch },
	(c) => getImageBatch(c.actor, c.params.batchId ?? ""),
);
