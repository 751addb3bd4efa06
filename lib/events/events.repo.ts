import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { asWritten } from "#lib/db/like.ts";
import { type EventRules, shownTo, type Viewer } from "./events.policy.ts";

/** An event with the name of its photographer. */
export type EventRow = NonNullable<Awaited<ReturnType<typeof findEvent>>>;

export function findEvent(id: string) {
	return db().event.findFirst({
		where: { id, deletedAt: null },
		include: { owner: { select: { username: true } } },
	});
}

/** What an event says of its guests, as nobody changes it meanwhile. */
export type HeldEvent = EventRules & { guestApproval: boolean };

/** Holds the event against deletion and other rules until the transaction ends; null when it is gone. */
export async function holdEvent(tx: Tx, id: string): Promise<HeldEvent | null> {
	const [held] = await tx.$queryRaw<HeldEvent[]>`
		SELECT id, owner_id AS "ownerId", access_code AS "accessCode",
			guest_uploads::text AS "guestUploads", guest_approval AS "guestApproval",
			expires_at AS "expiresAt"
		FROM events WHERE id = ${id}::uuid AND deleted_at IS NULL FOR SHARE`;
	return held ?? null;
}

/** False for a pass that has ended, as all do when the code is changed. */
export async function isPassValid(tx: Tx, id: string): Promise<boolean> {
	return (await tx.guestPass.count({ where: { id, expiresAt: { gt: new Date() } } })) > 0;
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
				AND media.deleted_at IS NULL AND media.kind <> 'file' AND NOT media.waiting
			ORDER BY media.id DESC LIMIT 1
		) cover ON true`;
}

export interface AlbumCounts {
	/** Photos and films by album; those in none are under the empty name. */
	byAlbum: Map<string, number>;
	/** Of them all. */
	total: number;
	/** Those of them that wait to be approved. */
	waiting: number;
}

/** Counts what this viewer sees of an event. */
export async function countAlbums(eventId: string, viewer: Viewer): Promise<AlbumCounts> {
	const rows = await db().media.groupBy({
		by: ["album", "waiting"],
		where: { eventId, deletedAt: null, kind: { not: "file" }, ...shownTo(viewer) },
		_count: true,
	});
	const counts: AlbumCounts = { byAlbum: new Map(), total: 0, waiting: 0 };
	for (const { album, waiting, _count: count } of rows) {
		counts.byAlbum.set(album ?? "", (counts.byAlbum.get(album ?? "") ?? 0) + count);
		counts.total += count;
		if (waiting) counts.waiting += count;
	}
	return counts;
}

export function insertEvent(data: Omit<Prisma.EventUncheckedCreateInput, "id">) {
	return db().event.create({
		data: { ...data, id: newId() },
		include: { owner: { select: { username: true } } },
	});
}

/** Null when the event was deleted meanwhile. Ends the passes that an old code gave. */
export async function updateEvent(tx: Tx, id: string, data: Prisma.EventUpdateInput) {
	const [before] = await tx.$queryRaw<{ access_code: string | null }[]>`
		SELECT access_code FROM events WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
	if (!before) return null;
	if (data.accessCode !== undefined && data.accessCode !== before.access_code)
		await tx.guestPass.updateMany({
			where: { eventId: id, expiresAt: { gt: new Date() } },
			data: { expiresAt: new Date() },
		});
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

/**
 * A new pass, or the one that this guest had with a new end. Null when the code was changed, or the
 * event deleted, since `event` was read.
 */
export async function putGuestPass(
	tx: Tx,
	event: { id: string; accessCode: string | null },
	pass: { id: string; expiresAt: Date },
) {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM events WHERE id = ${event.id}::uuid AND deleted_at IS NULL
			AND access_code IS NOT DISTINCT FROM ${event.accessCode} FOR SHARE`;
	if (rows.length === 0) return null;
	return tx.guestPass.upsert({
		where: { id: pass.id, eventId: event.id },
		create: { ...pass, eventId: event.id },
		update: { expiresAt: pass.expiresAt },
	});
}
