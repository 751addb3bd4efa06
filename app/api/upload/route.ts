import { imageBatchCreated } from "#lib/batches/batches.schema.ts";
import { createImageBatch } from "#lib/batches/batches.service.ts";
import { batchLimits } from "#lib/http/device.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";

export const POST = uploadRoute(
	{
		family: "images",
		auth: "anyone",
		scope: "batches:write",
		limits: batchLimits,
		answers: imageBatchCreated,
		status: 201,
	},
	(c) => createImageBatch(c.actor, c.form),
);
