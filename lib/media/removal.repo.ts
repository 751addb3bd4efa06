/** Media that are deleted, and the zones that they leave empty. */
import type { Tx } from "#lib/db/client.ts";

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

/**
 * Deletes media that are in one of these locked zones or in none, and returns the ids of those that were
 * not deleted before. What came into another zone since then is left.
 */
export async function softDelete(
	tx: Tx,
	which: MediaOf,
	zoneIds: readonly string[],
): Promise<string[]> {
	const rows = await tx.media.updateManyAndReturn({
		where: { ...which, deletedAt: null, OR: [{ zoneId: null }, { zoneId: { in: [...zoneIds] } }] },
		data: { deletedAt: new Date() },
		select: { id: true },
	});
	return rows.map((row) => row.id);
}
