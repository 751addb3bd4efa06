/** Zones that are kept for the groups of a batch: made, named and emptied as the groups change. */
import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/db/client.ts";
import { deleteEmptyZones } from "#lib/media/media.service.ts";
import * as repo from "./zones.groups.repo.ts";

export interface Group {
	/** Its place in the batch. */
	position: number;
	title: string;
}

/** A file of the event that came with the batch. */
export interface GroupedFile {
	mediaId: string;
	/** Where it is now. */
	zoneId: string | null;
	/** The place of its group, or null for none. */
	group: number | null;
}

/** The zones that were made for a batch's groups: for who locks others too, all of them in one order. */
export function listGroupZones(tx: Tx, batchId: string): Promise<string[]> {
	return repo.listGroupZones(tx, batchId);
}

/**
 * Makes the zones of a batch what its groups are. Every group with a file has one of its title, unless
 * a person has named it otherwise; what a person has put into another zone stays there. May be
 * repeated. The event is held and the batch locked.
 */
export async function keepGroupZones(
	tx: Tx,
	batch: { id: string; eventId: string },
	groups: readonly Group[],
	files: readonly GroupedFile[],
): Promise<void> {
	const known = await repo.lockGroupZones(tx, batch.id);
	const own = new Set(known.map(({ zone_id }) => zone_id));
	const free = files.filter(({ zoneId }) => zoneId === null || own.has(zoneId));
	const filled = new Set(free.map(({ group }) => group));
	const wanted = groups.filter(({ position }) => filled.has(position));
	const kept = new Map(
		known.filter(({ deleted }) => !deleted).map((zone) => [zone.position, zone]),
	);
	const made = wanted
		.filter(({ position }) => !kept.has(position))
		.map((group) => ({ ...group, zoneId: newId() }));
	await repo.insertGroupZones(tx, batch, made);
	await followTitles(tx, batch.id, wanted, kept);
	const zoneOf = new Map(made.map(({ position, zoneId }) => [position, zoneId]));
	for (const [position, zone] of kept) zoneOf.set(position, zone.zone_id);
	await repo.setZones(tx, moves(free, zoneOf));
	await deleteEmptyZones(tx, [...own, ...made.map(({ zoneId }) => zoneId)]);
}

function moves(files: readonly GroupedFile[], zoneOf: ReadonlyMap<number, string>) {
	return files
		.map(({ mediaId, zoneId: from, group }) => {
			const zoneId = group === null ? null : (zoneOf.get(group) ?? null);
			return { mediaId, from, zoneId };
		})
		.filter(({ from, zoneId }) => from !== zoneId);
}

/** A zone whose title is not the one it was given was named by a person. */
async function followTitles(
	tx: Tx,
	batchId: string,
	groups: readonly Group[],
	kept: ReadonlyMap<number, repo.GroupZoneRow>,
): Promise<void> {
	for (const { position, title } of groups) {
		const zone = kept.get(position);
		if (!zone || zone.title !== zone.given || zone.given === title) continue;
		await repo.retitle(tx, batchId, { zoneId: zone.zone_id, position, title });
	}
}
