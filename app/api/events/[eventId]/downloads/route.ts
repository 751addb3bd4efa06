import { CHOICE_BYTES, download, downloadRequest } from "#lib/downloads/downloads.schema.ts";
import { planDownload } from "#lib/downloads/downloads.service.ts";
import { route } from "#lib/http/route.ts";

/** An archive of chosen files; its bytes come from the address in the answer. */
export const POST = route(
	{
		...{ family: "photos", auth: "anyone", rate: "write", status: 201 },
		...{ body: downloadRequest, answers: download, bodyBytes: CHOICE_BYTES },
	},
	(c) => planDownload(c.actor, c.params.eventId ?? "", c.body),
);
