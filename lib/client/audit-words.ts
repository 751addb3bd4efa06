import type { AuditEntry } from "#lib/audit/audit.schema.ts";

/** What the sentence of an entry is filled with (`audit.action.*`); `nameless` is for what has no name now. */
export function auditWords({ subject, details }: AuditEntry, nameless: string) {
	const { count, files, photos, sheets, role, domain } = details;
	return {
		subject: subject?.name ?? nameless,
		count: Number(count ?? files ?? photos ?? sheets ?? 0),
		role: String(role ?? "none"),
		domain: String(domain ?? "none"),
	};
}
