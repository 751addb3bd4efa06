import { firstIdAt, newId } from "#lib/core/ids.ts";
import { type Db, db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { asWritten } from "#lib/db/like.ts";
import type { AuditDetails } from "./audit.schema.ts";
import type { AuditAction } from "./audit.values.ts";

export interface NewEntry {
	userId: string | null;
	keyId: string | null;
	action: AuditAction;
	subject: string | null;
	address: string | null;
	details: AuditDetails;
}

export async function insertEntry(client: Db, entry: NewEntry): Promise<void> {
	await client.auditEntry.create({ data: { ...entry, id: newId() } });
}

export interface EntryRow extends NewEntry {
	id: string;
	at: Date;
	username: string | null;
	keyName: string | null;
	/** What a user, an event or a key is called now. */
	subjectName: string | null;
}

/** Not all that is deleted has one for an id. */
const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/** A page, newest first, with the names of those it speaks of. */
export function listEntries(page: {
	action: AuditAction | undefined;
	/** In the name of who did it. */
	by: string | undefined;
	since: Date | undefined;
	before: string | undefined;
	limit: number;
}): Promise<EntryRow[]> {
	const { action, by, since, before, limit } = page;
	const byName = by
		? Prisma.sql`AND entry.user_id IN (SELECT id FROM users WHERE username ILIKE ${`%${asWritten(by)}%`})`
		: Prisma.empty;
	// By the id, which has the time in it and an index.
	const newer = since ? Prisma.sql`AND entry.id >= ${firstIdAt(since)}::uuid` : Prisma.empty;
	const ofAction = action ? Prisma.sql`AND entry.action = ${action}` : Prisma.empty;
	const older = before ? Prisma.sql`AND entry.id < ${before}::uuid` : Prisma.empty;
	return db().$queryRaw<EntryRow[]>`
		SELECT entry.id, entry.at, entry.user_id AS "userId", entry.key_id AS "keyId", entry.action,
			entry.subject, entry.address, entry.details, users.username, api_keys.name AS "keyName",
			coalesce(subject_user.username, subject_event.name, subject_key.name) AS "subjectName"
		FROM (
			SELECT *, CASE WHEN subject ~ ${UUID} THEN subject::uuid END AS subject_id
			FROM audit_log entry WHERE true ${ofAction} ${byName} ${newer} ${older}
			ORDER BY id DESC LIMIT ${limit}
		) entry
		LEFT JOIN users ON users.id = entry.user_id
		LEFT JOIN api_keys ON api_keys.id = entry.key_id
		LEFT JOIN users subject_user ON subject_user.id = entry.subject_id
		LEFT JOIN events subject_event ON subject_event.id = entry.subject_id
		LEFT JOIN api_keys subject_key ON subject_key.id = entry.subject_id
		ORDER BY entry.id DESC`;
}
