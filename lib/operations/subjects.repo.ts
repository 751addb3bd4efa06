import { db } from "#lib/db/client.ts";
import type { SubjectKind } from "./jobs.schema.ts";

export interface Subject {
	kind: SubjectKind;
	id: string;
	/** Null where it has none; of a webhook, its address. */
	name: string | null;
	eventId: string | null;
	batchId: string | null;
}

/** What there is of these to this day, with the event and the batch in which it is looked at. */
export function findSubjects(
	wanted: readonly { kind: SubjectKind; id: string }[],
): Promise<Subject[]> {
	const ids = (kind: SubjectKind) => wanted.filter((one) => one.kind === kind).map(({ id }) => id);
	return db().$queryRaw<Subject[]>`
		SELECT 'media' AS kind, m.id::text, m.file_name AS name, m.event_id::text AS "eventId",
			b.id::text AS "batchId"
		FROM media m LEFT JOIN batches b ON b.id = m.batch_id AND b.strategy IS NOT NULL
		WHERE m.id = ANY(${ids("media")}::uuid[]) AND m.deleted_at IS NULL
		UNION ALL SELECT 'event', id::text, name, id::text, NULL
		FROM events WHERE id = ANY(${ids("event")}::uuid[]) AND deleted_at IS NULL
		UNION ALL SELECT 'batch', id::text, coalesce(task_id, file_name), event_id::text, id::text
		FROM batches WHERE id = ANY(${ids("batch")}::uuid[]) AND strategy IS NOT NULL
		UNION ALL SELECT 'recognition', id, NULL, NULL, NULL
		FROM recognition_batches WHERE id = ANY(${ids("recognition")}::text[])
		UNION ALL SELECT 'webhook', d.id::text, w.url, NULL, NULL
		FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
		WHERE d.id = ANY(${ids("webhook")}::uuid[])`;
}
