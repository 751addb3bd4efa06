import { route } from "#lib/http/route.ts";
import { recognitionDeleted, recognitionLog } from "#lib/recognition/recognition.schema.ts";
import { deleteLog, getLog } from "#lib/recognition/recognition.service.ts";

const rules = { family: "recognition", auth: "user" } as const;

export const GET = route(
	{ ...rules, scope: "recognition:read", rate: "read", answers: recognitionLog },
	(c) => getLog(c.actor, c.params.batchId ?? ""),
);

export const DELETE = route(
	{ ...rules, scope: "recognition:write", rate: "write", answers: recognitionDeleted },
	(c) => deleteLog(c.actor, c.params.batchId ?? ""),
);
