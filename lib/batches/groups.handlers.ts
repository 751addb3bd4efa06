/** The groups of a batch as zones of its event. */
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { keepEvent } from "#lib/events/events.service.ts";
import { emptyingZones, moveMedia } from "#lib/media/media.service.ts";
import { keepGroupZones, listGroupZones } from "#lib/zones/zones.groups.ts";
import { findBatch } from "./batches.repo.ts";
import { codeOf } from "./groups.policy.ts";
import * as repo from "./groups.repo.ts";
import { lockedBatch } from "./sheets.repo.ts";

/**
 * Makes the zones what the groups are, all of it or nothing: cards leave the event and their zones, what is
 * none comes back to it. Does nothing for a batch that is deleted or not done: that is regrouped when it
 * is. Throws where a sheet is put into another zone just then, for another run.
 */
export async function regroup(batchId: string): Promise<void> {
	const eventId = (await findBatch(batchId))?.eventId;
	if (!eventId) return;
	await inTransaction(async (tx) => {
		if (!(await keepEvent(tx, eventId))) return;
		const batch = await lockedBatch(tx, batchId);
		if (!batch?.split || batch.completedAt === null) return;
		const own = await listGroupZones(tx, batchId);
		const change = async (zoneIds: readonly string[]) => {
			if (!(await repo.lockSheets(tx, batchId, zoneIds)))
				throw new Error("A sheet was put into another zone; the groups follow in another run");
			await follow(tx, { id: batchId, eventId });
		};
		await emptyingZones(tx, { batchId }, change, own);
	});
}

/** Every zone that may be left by a sheet is locked, and the sheets. */
async function follow(tx: Tx, batch: { id: string; eventId: string }): Promise<void> {
	const sheets = await repo.listGrouped(tx, batch.id);
	const cards = sheets.filter(({ card }) => card);
	const photos = sheets.filter(({ card, there }) => there && !card);
	const ids = (of: repo.GroupedSheet[]) => of.map(({ id }) => id);
	await moveMedia(tx, ids(cards), null);
	await moveMedia(tx, ids(photos), batch.eventId);
	const groups = cards.map(({ position, code, qr }) => ({ position, title: code ?? codeOf(qr) }));
	const files = photos
		.filter(({ zoned_by_hand }) => !zoned_by_hand)
		.map(({ id, zone_id, group_position }) => ({
			...{ mediaId: id, zoneId: zone_id, group: group_position },
		}));
	await keepGroupZones(tx, batch, groups, files);
}
