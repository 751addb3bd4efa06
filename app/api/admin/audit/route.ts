import { auditList, auditQuery } from "#lib/audit/audit.schema.ts";
import { listAudit } from "#lib/audit/audit.service.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: auditQuery, answers: auditList },
	(c) => listAudit(c.actor, c.query),
);
