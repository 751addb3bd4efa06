import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { asWritten } from "#lib/db/like.ts";

/** An event with the name of its photographer. */
export type EventRow = NonNullable<Awaited<ReturnType<typeof findEvent>>>;

export function findEvent(id: string) {
	return db().event.findFirst({
		where: { id, deletedAt: null },
		include: { owner: { select: { username: true } } },
	});
}

/** Holds the event against deletion until the transaction ends; false when it is gone already. */
export async function holdEvent(tx: Tx, id: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM events WHERE id = ${id}::uuid AND deleted_at IS NULL FOR SHARE`;
	return rows.length > 0;
}

/** Newest first. `ownerId` null leaves ownership open; `listed` adds what owners list publicly. */
export async function listEvents(filter: {
	ownerId: string | null;
	everyone: boolean;
	listed: boolean;
	name: string | undefined;
	limit: number;
}) {
	const listed = { listed: true, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
	const whose: Prisma.EventWhereInput[] = [];
	if (filter.everyone) whose.push({});
	else if (filter.ownerId) whose.push({ ownerId: filter.ownerId });
	if (filter.listed) whose.push(listed);
	// An empty OR within an AND is no condition for Prisma: it would find everybody's.
	if (whose.length === 0) return [];
	return db().event.findMany({
		where: {
			deletedAt: null,
			AND: [{ OR: whose }],
			...(filter.name ? { name: { contains: asWritten(filter.name), mode: "insensitive" } } : {}),
		},
		orderBy: [{ date: "desc" }, { id: "asc" }],
		take: filter.limit,
	});
}

export interface EventFigures {
	event_id: string;
	photo_count: number;
	processing_count: number;
	cover_key: string | null;
	cover_placeholder: string | null;
}

/** Counts and the newest finished photo of each event, in one query. */
export function readFigures(ids: readonly string[]): Promise<EventFigures[]> {
	return db().$queryRaw<EventFigures[]>`
		SELECT counted.*, cover.object_key AS cover_key, cover.thumbhash AS cover_placeholder
		FROM (
			SELECT event_id, count(*)::int AS photo_count,
				(count(*) FILTER (WHERE state IN ('stored', 'processing')))::int AS processing_count
			FROM media
			WHERE event_id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL AND kind <> 'file'
			GROUP BY event_id
		) counted
		LEFT JOIN LATERAL (
			SELECT renditions.object_key, media.thumbhash
			FROM media JOIN renditions ON renditions.media_id = media.id AND renditions.name = 'medium'
			WHERE media.event_id = counted.event_id AND media.state = 'ready'
				AND media.deleted_at IS NULL AND media.kind <> 'file'
			ORDER BY media.id DESC LIMIT 1
		) cover ON true`;
}

/** How many photos and films each album has; those in none are under the empty name. */
export async function countAlbums(eventId: string): Promise<Map<string, number>> {
	const rows = await db().media.groupBy({
		by: ["album"],
		where: { eventId, deletedAt: null, kind: { not: "file" } },
		_count: true,
	});
	return new Map(rows.map((row) => [row.album ?? "", row._count]));
}

export function insertEvent(data: Omit<Prisma.EventUncheckedCreateInput, "id">) {
	return db().event.create({
		data: { ...data, id: newId() },
		include: { owner: { select: { username: true } } },
	});
}

/** Null when the event was deleted meanwhile. Closes the passes that an old code gave. */
export async function updateEvent(tx: Tx, id: string, data: Prisma.EventUpdateInput) {
	const [before] = await tx.$queryRaw<{ access_code: string | null }[]>`
		SELECT access_code FROM events WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
	if (!before) return null;
	if (data.accessCode !== undefined && data.accessCode !== before.access_code)
		await tx.guestPass.deleteMany({ where: { eventId: id } });
	return tx.event.update({
		where: { id },
		data,
		include: { owner: { select: { username: true } } },
	});
}

/** False when it was deleted already. */
export async function softDeleteEvent(tx: Tx, id: string): Promise<boolean> {
	const { count } = await tx.event.updateMany({
		where: { id, deletedAt: null },
		data: { deletedAt: new Date() },
	});
	return count > 0;
}

/** Null when the code was changed, or the event deleted, since `event` was read. */
export async function insertGuestPass(
	tx: Tx,
	event: { id: string; accessCode: string | null },
	expiresAt: Date,
) {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM events WHERE id = ${event.id}::uuid AND deleted_at IS NULL
			AND access_code IS NOT DISTINCT FROM ${event.accessCode} FOR SHARE`;
	if (rows.length === 0) return null;
	return tx.guestPass.create({ data: { id: newId(), eventId: event.id, expiresAt } });
}
