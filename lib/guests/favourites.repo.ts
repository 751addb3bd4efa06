/** What guests like: of photos that are there, in the event that the guest came for. */
import { randomUUID } from "node:crypto";
import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";

const LIKED = Prisma.sql`favourites
	JOIN guest_passes guest ON guest.id = favourites.guest_pass_id
	JOIN media ON media.id = favourites.media_id AND media.event_id = guest.event_id
		AND media.deleted_at IS NULL AND media.kind <> 'file'`;

/** Notes a favourite; false where the guest has `most` already. A guest's are noted one after the other. */
export async function add(
	tx: Tx,
	favourite: { guestPassId: string; mediaId: string },
	most: number,
): Promise<boolean> {
	const { guestPassId } = favourite;
	await tx.$queryRaw`SELECT 1 FROM guest_passes WHERE id = ${guestPassId}::uuid FOR UPDATE`;
	const had = await tx.favourite.findMany({ where: { guestPassId }, select: { mediaId: true } });
	if (had.some(({ mediaId }) => mediaId === favourite.mediaId)) return true;
	if (had.length >= most) return false;
	await tx.favourite.create({ data: favourite });
	return true;
}

export async function remove(guestPassId: string, mediaId: string): Promise<void> {
	await db().favourite.deleteMany({ where: { guestPassId, mediaId } });
}

/** What these guests like, the last liked first; `null` is for all of the event's. */
export async function listLiked(eventId: string, guestPassId: string | null): Promise<string[]> {
	const rows = await db().$queryRaw<{ id: string }[]>`
		SELECT media.id FROM ${LIKED}
		WHERE guest.event_id = ${eventId}::uuid
			AND (${guestPassId}::uuid IS NULL OR guest.id = ${guestPassId}::uuid)
		GROUP BY media.id ORDER BY max(favourites.created_at) DESC, media.id`;
	return rows.map(({ id }) => id);
}

export function findGuest(eventId: string, guest: { id: string } | { listId: string }) {
	return db().guestPass.findFirst({
		where: { eventId, ...guest },
		select: { id: true, listName: true, listId: true },
	});
}

/** Names a guest's list, shares it or ends that; who shares it again gets another address. */
export async function changeList(
	tx: Tx,
	guestPassId: string,
	{ name, shared }: { name?: string | undefined; shared?: boolean | undefined },
) {
	const select = { id: true, listName: true, listId: true } as const;
	if (shared)
		await tx.guestPass.updateMany({
			where: { id: guestPassId, listId: null },
			data: { listId: randomUUID() },
		});
	return tx.guestPass.update({
		where: { id: guestPassId },
		data: { listName: name, ...(shared === false ? { listId: null } : {}) },
		select,
	});
}

export interface LikedPhoto {
	id: string;
	fileName: string;
	uploaderName: string;
	guests: number;
}

/** The best liked first; of one guest's, where one is named. */
export function countLikes(eventId: string, guestPassId: string | null): Promise<LikedPhoto[]> {
	return db().$queryRaw`
		SELECT media.id, media.file_name AS "fileName", media.uploader_name AS "uploaderName",
			count(*)::int AS guests
		FROM ${LIKED}
		WHERE guest.event_id = ${eventId}::uuid
			AND (${guestPassId}::uuid IS NULL OR guest.id = ${guestPassId}::uuid)
		GROUP BY media.id ORDER BY guests DESC, media.file_name, media.id`;
}

export interface LikingGuest {
	id: string;
	name: string | null;
	shared: boolean;
	photos: number;
	changedAt: Date;
}

/** Guests who like any, the last one who liked something first. */
export function listGuests(eventId: string): Promise<LikingGuest[]> {
	return db().$queryRaw`
		SELECT guest.id, guest.list_id IS NOT NULL AS shared, count(*)::int AS photos,
			max(favourites.created_at) AS "changedAt",
			coalesce(guest.list_name, (
				SELECT sent.uploader_name FROM media sent
				WHERE sent.guest_pass_id = guest.id AND sent.uploader_name <> 'Anonymous'
				ORDER BY sent.id DESC LIMIT 1)) AS name
		FROM ${LIKED}
		WHERE guest.event_id = ${eventId}::uuid
		GROUP BY guest.id ORDER BY "changedAt" DESC, guest.id`;
}
