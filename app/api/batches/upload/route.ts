import { sheetsUploaded } from "#lib/batches/sheets.schema.ts";
import { uploadSheets } from "#lib/batches/sheets.service.ts";
import { sheetLimits } from "#lib/http/device.ts";
import { uploadRoute } from "#lib/http/upload-route.ts";

export const POST = uploadRoute(
	{
		family: "batches",
		auth: "user",
		scope: "batches:write",
		limits: sheetLimits,
		answers: sheetsUploaded,
		status: 202,
	},
	(c) => uploadSheets(c.actor, c.form),
);
