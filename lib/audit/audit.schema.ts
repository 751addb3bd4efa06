import { z } from "zod";
import { AUDIT_ACTIONS } from "./audit.values.ts";
export const auditQuery = z.object({
	cursor: z.uuid().optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	action: z.enum(AUDIT_ACTIONS).optional(),
	/** In the name of who did it. */
	by: z.string().trim().max(100).optional(),
	since: z.iso.datetime({ offset: true }).optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type AuditDetails = Record<string, z.infer<typeof fact>>;

const named = z.object({ id: z.string(), name: z.string().nullable() });
export const auditEntry = z.object({
	id: z.uuid(),
	at: z.string(),
	/** Null for strangers. */
	user: named.nullable(),
	/** The API key that acted for the user. */
	key: named.nullable(),
	action: z.enum(AUDIT_ACTIONS),
	/** What it was done to; its name where there is one to this day. */
	subject: named.nullable(),
	address: z.string().nullable(),
	details: z.record(z.string(), fact),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Newest first. */
export const auditList = z.object({
	entries: z.array(auditEntry),
	next_cursor: z.uuid().nullable(),
});
export type AuditList = z.infer<typeof auditList>;
