import { imageBatchImages } from "#lib/batches/batches.schema.ts";
import { listBatchImages } from "#lib/batches/batches.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{
		family: "images",
		auth: "anyone",
		scope: "batches:read",
		rate: "read",
		answers: imageBatchImages,
	},
	(c) => listBatchImages(c.actor, c.params.batchId ?? ""),
);
