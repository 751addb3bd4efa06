import { route } from "#lib/http/route.ts";
import { recognitionList, recognitionListQuery } from "#lib/recognition/recognition.schema.ts";
import { listLogs } from "#lib/recognition/recognition.service.ts";

export const GET = route(
	{
		family: "recognition",
		auth: "user",
		scope: "recognition:read",
		rate: "read",
		query: recognitionListQuery,
		answers: recognitionList,
	},
	(c) => listLogs(c.actor, c.query),
);
