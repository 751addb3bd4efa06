/** What has become ready of an event, or was deleted, by when. */
import { db } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { Since } from "./arrived.policy.ts";
import { type Gallery, inGallery } from "./gallery.repo.ts";
import type { MediaRow } from "./media.repo.ts";

/** By the clock that `settled_at` is of. */
export async function now(): Promise<Date> {
	const [row] = await db().$queryRaw<[{ now: Date }]>`SELECT now()`;
	return row.now;
}

/** Said twice of the moment, so that the index is entered where it begins. */
const after = ({ at, id }: Since): Prisma.MediaWhereInput => ({
	settledAt: { gte: at },
	...(id === null ? {} : { OR: [{ settledAt: { gt: at } }, { id: { gt: id } }] }),
});

/**
 * Photos that have become ready since then, the first of them first; without a moment, the last that have,
 * in the same order. Many become ready at one moment when they are approved: those are in order of their ids.
 */
export async function listArrived(
	gallery: Gallery,
	since: Since | null,
	limit: number,
): Promise<MediaRow[]> {
	const order = since ? "asc" : "desc";
	const rows = await db().media.findMany({
		where: {
			AND: [
				inGallery(gallery, undefined),
				{ state: "ready" },
				since ? after(since) : { settledAt: { not: null } },
			],
		},
		include: { renditions: true },
		orderBy: [{ settledAt: order }, { id: order }],
		take: limit,
	});
	return since ? rows : rows.reverse();
}

/** What the gallery showed and was deleted at that moment or after it. */
export async function listGone(gallery: Gallery, since: Date): Promise<string[]> {
	const rows = await db().media.findMany({
		where: { ...inGallery(gallery, undefined), deletedAt: { gte: since } },
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}
