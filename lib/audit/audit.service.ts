/** The log of who did what, for administrators: only ever added to. */
import { type Actor, administratorBehind } from "#lib/core/actor.ts";
import type { Db } from "#lib/db/client.ts";
import * as repo from "./audit.repo.ts";
import type { AuditDetails, AuditEntry, AuditList, AuditQuery } from "./audit.schema.ts";
import type { AuditAction } from "./audit.values.ts";

/**
 * Notes what an actor does, in the transaction that does it. `subject` is the id of what it is done to;
 * `details` has no secret, and no name of a person that may be deleted.
 */
export function audit(
	client: Db,
	actor: Actor,
	action: AuditAction,
	subject: string | null,
	details: AuditDetails = {},
): Promise<void> {
	const { user, keyId, address } = actor;
	const userId = user?.id ?? null;
	return repo.insertEntry(client, { userId, keyId, action, subject, address, details });
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name });

const toEntry = (row: repo.EntryRow): AuditEntry => ({
	id: row.id,
	at: row.at.toISOString(),
	user: named(row.userId, row.username),
	key: named(row.keyId, row.keyName),
	action: row.action,
	subject: named(row.subject, row.subjectName),
	address: row.address,
	details: row.details,
});

/** A page for administrators, newest first. `cursor` is a page's `next_cursor`. */
export async function listAudit(
	actor: Actor,
	{ cursor, limit, action, by, since }: AuditQuery,
): Promise<AuditList> {
	administratorBehind(actor);
	const rows = await repo.listEntries({
		...{ action, by: by || undefined, since: since ? new Date(since) : undefined },
		...{ before: cursor, limit: limit + 1 },
	});
	const page = rows.slice(0, limit);
	return {
		entries: page.map(toEntry),
		next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
	};
}
