import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { type Said, type SheetFacts, UNSAID } from "./groups.policy.ts";

/**
 * The sheets of a batch, each with the place of the card that opens its group: the nearest at or before
 * its own place, or at or before the place that it was moved to.
 */
const grouped = (batchId: string) => Prisma.sql`
	SELECT *, max(position) FILTER (WHERE card) OVER (ORDER BY anchor) AS group_position
	FROM (
		SELECT *, CASE WHEN card THEN position ELSE coalesce(moved_to, position) END AS anchor
		FROM (
			SELECT media.id, media.position, media.file_name, media.state, media.qr, media.zone_id,
				media.zoned_by_hand, media.deleted_at, media.sha256, said.code, said.moved_to,
				said.batch_id IS NOT NULL AS corrected, coalesce(said.card, media.qr <> '{}') AS card
			FROM media LEFT JOIN sheet_corrections said
				ON said.batch_id = media.batch_id AND said.position = media.position
			WHERE media.batch_id = ${batchId}::uuid
		) sheet
	) sheet`;

/** Where a sheet belongs. */
export interface SheetPlace {
	group_id: string | null;
	card: boolean;
	corrected: boolean;
}

/** In their order. `group` is a card's id; "none": before the first card. */
export function listPlaces(
	batchId: string,
	page: {
		group?: string | undefined;
		failed?: boolean;
		/** That place alone. */
		at?: number;
		limit?: number;
		offset?: number;
	},
): Promise<(SheetPlace & { position: number })[]> {
	const { group, failed = false, at = null, limit = null, offset = 0 } = page;
	const cardId = group === undefined || group === "none" ? null : group;
	return db().$queryRaw`
		WITH sheet AS (${grouped(batchId)})
		SELECT sheet.position, sheet.card, sheet.corrected, opener.id AS group_id
		FROM sheet LEFT JOIN sheet opener ON opener.card AND opener.position = sheet.group_position
		WHERE (${cardId}::uuid IS NULL OR opener.id = ${cardId}::uuid)
			AND (NOT ${group === "none"} OR opener.id IS NULL)
			AND (NOT ${failed} OR sheet.state = 'failed')
			AND (${at}::int IS NULL OR sheet.position = ${at})
		ORDER BY sheet.position LIMIT ${limit} OFFSET ${offset}`;
}

export interface GroupRow {
	/** The card's; null for the sheets before the first. */
	id: string | null;
	position: number | null;
	name: string;
	/** As a person typed it. */
	code: string | null;
	/** As they were read. */
	qr: string[];
	sheet_count: number;
}

/** In their order, before all the sheets in none. */
export function listGroups(batchId: string): Promise<GroupRow[]> {
	return db().$queryRaw`
		WITH sheet AS (${grouped(batchId)})
		SELECT card.id, card.position, card.file_name AS name, card.code, card.qr, counted.sheet_count
		FROM (SELECT group_position, count(*)::int AS sheet_count FROM sheet GROUP BY 1) counted
			LEFT JOIN sheet card ON card.card AND card.position = counted.group_position
		ORDER BY card.position NULLS FIRST`;
}

/** Locks the sheets of a batch. False where one is in a zone that is none of these. */
export async function lockSheets(
	tx: Tx,
	batchId: string,
	zoneIds: readonly string[],
): Promise<boolean> {
	const sheets = await tx.$queryRaw<{ zone_id: string | null }[]>`
		SELECT zone_id FROM media WHERE batch_id = ${batchId}::uuid ORDER BY id FOR UPDATE`;
	return sheets.every(({ zone_id }) => zone_id === null || zoneIds.includes(zone_id));
}

export interface GroupedSheet {
	id: string;
	position: number;
	card: boolean;
	/** The place of the card that opens its group. */
	group_position: number | null;
	code: string | null;
	qr: string[];
	zone_id: string | null;
	zoned_by_hand: boolean;
	/** It has a file, and was not deleted. */
	there: boolean;
}

/** All sheets of a batch that is locked. */
export function listGrouped(tx: Tx, batchId: string): Promise<GroupedSheet[]> {
	return tx.$queryRaw`
		SELECT id, position, card, group_position, code, qr, zone_id, zoned_by_hand,
			deleted_at IS NULL AND sha256 <> '' AS there
		FROM (${grouped(batchId)}) sheet ORDER BY position`;
}

/** A sheet of this batch with what was read of it and said of it. */
export async function findFacts(tx: Tx, batchId: string, id: string): Promise<SheetFacts | null> {
	const sheet = await tx.media.findFirst({
		where: { id, batchId },
		select: { position: true, qr: true },
	});
	if (sheet?.position == null) return null;
	const { position, qr } = sheet;
	const key = { batchId_position: { batchId, position } };
	const said = await tx.sheetCorrection.findUnique({ where: key });
	return { position, qr, said: said ?? UNSAID };
}

/** Keeps what was said of a sheet; nothing, where it is as it was read. */
export async function saveSaid(
	tx: Tx,
	batchId: string,
	position: number,
	{ card, code, movedTo }: Said,
): Promise<void> {
	const data = { card, code, movedTo };
	if (card === null && code === null && movedTo === null)
		await tx.sheetCorrection.deleteMany({ where: { batchId, position } });
	else
		await tx.sheetCorrection.upsert({
			where: { batchId_position: { batchId, position } },
			create: { batchId, position, ...data },
			update: data,
		});
}
