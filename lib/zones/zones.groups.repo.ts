import type { Tx } from "#lib/db/client.ts";

export interface GroupZoneRow {
	position: number;
	zone_id: string;
	/** As it was given last. */
	given: string;
	/** As it is. */
	title: string | null;
	deleted: boolean;
}

export async function listGroupZones(tx: Tx, batchId: string): Promise<string[]> {
	const rows = await tx.groupZone.findMany({ where: { batchId }, select: { zoneId: true } });
	return rows.map(({ zoneId }) => zoneId);
}

/** The zones that were made for a batch's groups, locked: before any media is touched. */
export function lockGroupZones(tx: Tx, batchId: string): Promise<GroupZoneRow[]> {
	return tx.$queryRaw`
		SELECT kept.position, kept.zone_id, kept.title AS given, zones.title,
			zones.deleted_at IS NOT NULL AS deleted
		FROM group_zones kept JOIN zones ON zones.id = kept.zone_id
		WHERE kept.batch_id = ${batchId}::uuid ORDER BY zones.id FOR UPDATE OF zones`;
}

export interface NewGroupZone {
	zoneId: string;
	position: number;
	title: string;
}

/** A zone for each group; one that a group had before is its no more. */
export async function insertGroupZones(
	tx: Tx,
	batch: { id: string; eventId: string },
	zones: readonly NewGroupZone[],
): Promise<void> {
	const { id: batchId, eventId } = batch;
	const rows = zones.map(({ zoneId, title }) => ({ id: zoneId, eventId, title }));
	await tx.zone.createMany({ data: rows });
	const positions = zones.map(({ position }) => position);
	await tx.$executeRaw`
		DELETE FROM group_zones WHERE batch_id = ${batchId}::uuid AND position = ANY(${positions})`;
	await tx.groupZone.createMany({ data: zones.map((zone) => ({ batchId, ...zone })) });
}

export async function retitle(tx: Tx, batchId: string, zone: NewGroupZone): Promise<void> {
	const { zoneId, position, title } = zone;
	await tx.zone.update({ where: { id: zoneId }, data: { title } });
	const key = { batchId_position: { batchId, position } };
	await tx.groupZone.update({ where: key, data: { title } });
}

/** Puts each media into the zone beside it, or into none; but for what a person has put somewhere. */
export async function setZones(
	tx: Tx,
	moves: readonly { mediaId: string; zoneId: string | null }[],
): Promise<void> {
	const mediaIds = moves.map(({ mediaId }) => mediaId);
	const zoneIds = moves.map(({ zoneId }) => zoneId);
	await tx.$executeRaw`
		UPDATE media SET zone_id = moved.zone_id, updated_at = now()
		FROM unnest(${mediaIds}::uuid[], ${zoneIds}::uuid[]) AS moved (id, zone_id)
		WHERE media.id = moved.id AND media.deleted_at IS NULL AND NOT media.zoned_by_hand`;
}
