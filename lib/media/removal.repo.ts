/** Media that are deleted, and the zones that they leave empty. */
import { db, type Tx } from "#lib/db/client.ts";
import type { MediaState } from "./media.schema.ts";

/** One media, some, some of an event, or those of what they belong to. */
export type MediaOf =
	| { id: string | { in: string[] } }
	| { eventId: string; id: { in: string[] } }
	| { zoneId: string }
	| { batchId: string }
	| { eventId: string };

/**
 * Locks the zones that these media are in, and `besides`, so that nobody adds to one or empties it
 * meanwhile. Before any media is touched: the order is event, batch, zones, media.
 */
export async function lockZones(
	tx: Tx,
	which: MediaOf,
	besides: readonly string[] = [],
): Promise<string[]> {
	const rows = await tx.media.groupBy({ by: ["zoneId"], where: which });
	const zoneIds = [...rows.flatMap(({ zoneId }) => zoneId ?? []), ...besides];
	if (zoneIds.length > 0)
		await tx.$queryRaw`
			SELECT 1 FROM zones WHERE id = ANY(${zoneIds}::uuid[]) ORDER BY id FOR UPDATE`;
	return zoneIds;
}

/** Deletes those of these locked zones that have no file left. */
export async function deleteEmptyZones(tx: Tx, zoneIds: readonly string[]): Promise<void> {
	if (zoneIds.length === 0) return;
	await tx.$executeRaw`
		UPDATE zones SET deleted_at = now()
		WHERE id = ANY(${[...zoneIds]}::uuid[]) AND deleted_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM media WHERE zone_id = zones.id AND deleted_at IS NULL)`;
}

/** The zones of these media that were deleted are there again. */
async function restoreZones(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	await tx.$executeRaw`
		UPDATE zones SET deleted_at = NULL
		WHERE deleted_at IS NOT NULL
			AND id IN (SELECT zone_id FROM media WHERE id = ANY(${[...mediaIds]}::uuid[]))`;
}

export interface Restored {
	id: string;
	state: MediaState;
	ownerId: string | null;
}

/**
 * Brings back media of an event that were deleted since then and whose objects nobody removes yet: not
 * what the album has again by now, nor what a batch has counted as failed. A screen at the venue shows
 * what was ready as what has just become so.
 */
export async function restore(
	tx: Tx,
	which: { eventId: string; ids: readonly string[] },
	since: Date,
): Promise<Restored[]> {
	const ids = [...which.ids];
	await lockZones(tx, { eventId: which.eventId, id: { in: ids } });
	const restored = await tx.$queryRaw<Restored[]>`
		UPDATE media SET deleted_at = NULL, updated_at = now(),
			settled_at = CASE state WHEN 'ready' THEN now() ELSE settled_at END
		WHERE id IN (
			SELECT DISTINCT ON (coalesce(album, id::text), sha256) id FROM media
			WHERE event_id = ${which.eventId}::uuid AND id = ANY(${ids}::uuid[])
				AND deleted_at >= ${since} AND purged_at IS NULL
				AND (batch_id IS NULL OR state = 'ready')
				AND NOT EXISTS (
					SELECT 1 FROM media twin
					WHERE twin.event_id = media.event_id AND twin.album = media.album
						AND twin.sha256 = media.sha256 AND twin.deleted_at IS NULL AND twin.state <> 'failed'
				)
			ORDER BY coalesce(album, id::text), sha256, id DESC
		) AND deleted_at IS NOT NULL AND purged_at IS NULL
		RETURNING id, state, owner_id AS "ownerId"`;
	await restoreZones(
		tx,
		restored.map(({ id }) => id),
	);
	return restored;
}

/**
 * Of these ids, those of which nothing is to be left: deleted media, from now on for good, and no media.
 * `deletedAt` (ISO 8601): of those deleted at that moment alone. What was brought back since then, and
 * deleted once more, has its own time.
 */
export async function purge(ids: readonly string[], deletedAt?: string): Promise<string[]> {
	const moment = deletedAt ?? null;
	await db().$executeRaw`
		UPDATE media SET purged_at = now()
		WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NOT NULL AND purged_at IS NULL
			AND (${moment}::timestamptz IS NULL OR deleted_at = ${moment}::timestamptz)`;
	const where = { id: { in: [...ids] }, purgedAt: null };
	const rows = await db().media.findMany({ where, select: { id: true } });
	const wanted = new Set(rows.map(({ id }) => id));
	return ids.filter((id) => !wanted.has(id));
}

/**
 * Deletes media that are in one of these locked zones or in none, and returns the ids of those that were
 * not deleted before. What came into another zone since then is left.
 */
export async function softDelete(
	tx: Tx,
	which: MediaOf,
	zoneIds: readonly string[],
	deletedAt: Date,
): Promise<string[]> {
	const rows = await tx.media.updateManyAndReturn({
		where: { ...which, deletedAt: null, OR: [{ zoneId: null }, { zoneId: { in: [...zoneIds] } }] },
		data: { deletedAt },
		select: { id: true },
	});
	return rows.map((row) => row.id);
}
