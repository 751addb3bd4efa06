/** What of an event's media its gallery shows to whoever looks. */
import { db } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { shownTo, type Viewer } from "#lib/events/events.policy.ts";
import type { Place, Shot } from "./layout.policy.ts";
import type { MediaRow } from "./media.repo.ts";
import type { PhotoOrder } from "./media.schema.ts";

/** Of whose event, and who looks. */
export interface Gallery {
	eventId: string;
	viewer: Viewer;
}

export const galleryOf = (proof: Viewer & { event: { id: string } }): Gallery => ({
	eventId: proof.event.id,
	viewer: proof,
});

/** What a gallery shows to its viewer: pictures and films of an event, however they came; or one album's. */
export const inGallery = ({ eventId, viewer }: Gallery, album: string | undefined) => ({
	eventId,
	deletedAt: null,
	...(album === undefined ? { kind: { not: "file" as const } } : { album }),
	...shownTo(viewer),
});

/** One album's, those of these ids, or all; those alone that wait, where this is asked. */
export interface PhotoSet {
	album: string | undefined;
	among?: readonly string[] | undefined;
	waiting?: boolean | undefined;
}

const oneOf = ({ among }: PhotoSet) => (among ? { id: { in: [...among] } } : {});

const inSet = (gallery: Gallery, set: PhotoSet) => ({
	AND: [inGallery(gallery, set.album), set.waiting ? { waiting: true } : {}, oneOf(set)],
});

export interface OrderedSet extends PhotoSet {
	order: PhotoOrder;
}

const ORDERS = {
	arrived: { id: "desc" },
	newest: [{ shotAt: "desc" }, { id: "desc" }],
	oldest: [{ shotAt: "asc" }, { id: "asc" }],
} satisfies Record<PhotoOrder, Prisma.MediaFindManyArgs["orderBy"]>;

/** What comes after a place. Said twice of the moment, so that the index is entered where it begins. */
function after({ id, shotAt }: Place, order: PhotoOrder): Prisma.MediaWhereInput {
	const then = order === "oldest" ? "gt" : "lt";
	if (!shotAt) return { id: { [then]: id } };
	return {
		shotAt: { [`${then}e`]: shotAt },
		OR: [{ shotAt: { [then]: shotAt } }, { id: { [then]: id } }],
	};
}

/** A page of an event's photos in an order, after a place. */
export function listPhotos(
	gallery: Gallery,
	page: OrderedSet & { place: Place | undefined; limit: number },
): Promise<MediaRow[]> {
	const { order, place, limit } = page;
	return db().media.findMany({
		where: { AND: [inSet(gallery, page), place ? after(place, order) : {}] },
		include: { renditions: true },
		orderBy: ORDERS[order],
		take: limit,
	});
}

/** Whether a guest has sent something that waits to be approved. */
export async function hasWaiting(eventId: string, guestPassId: string): Promise<boolean> {
	const where = { eventId, guestPassId, waiting: true, deletedAt: null };
	return (await db().media.findFirst({ where, select: { id: true } })) !== null;
}

/** Another one once any of these photos came, went or changed. */
export async function galleryVersion(gallery: Gallery, set: PhotoSet): Promise<string> {
	// The latest change alone would not tell of one that began before it and was written after it.
	const told = await db().media.aggregate({
		where: inSet(gallery, set),
		_count: { _all: true },
		_sum: { width: true, height: true, changedMs: true },
	});
	return [told._count._all, ...Object.values(told._sum)].join(" ");
}

/** All there are, in order, as far as their layout needs them. */
export function listLaidOut(gallery: Gallery, set: OrderedSet): Promise<Shot[]> {
	return db().media.findMany({
		where: inSet(gallery, set),
		select: { id: true, shotAt: true, changedMs: true, state: true, width: true, height: true },
		orderBy: ORDERS[set.order],
	});
}

/** When each of these photos was taken, as far as is known, and when they came. */
export function listTimes(ids: readonly string[]) {
	return db().media.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, takenAt: true, createdAt: true, exif: true },
	});
}

export interface CountedPart {
	zoneId: string;
	photos: number;
	/** When the first of them was taken. */
	first: Date;
}

/** How much of each zone the gallery shows; zones of which it shows nothing are not among them. */
export async function countByZone(gallery: Gallery): Promise<CountedPart[]> {
	const rows = await db().media.groupBy({
		by: ["zoneId"],
		where: { ...inGallery(gallery, undefined), zoneId: { not: null } },
		_count: { _all: true },
		_min: { shotAt: true },
	});
	return rows.flatMap(({ zoneId, _count, _min }) =>
		zoneId && _min.shotAt ? [{ zoneId, photos: _count._all, first: _min.shotAt }] : [],
	);
}

export function countPhotos(gallery: Gallery, set: PhotoSet): Promise<number> {
	return db().media.count({ where: inSet(gallery, set) });
}

/** More photos than an event is made for; comparing that many still takes about a second. */
const MAX_SHOTS = 10_000;

/** What tells near-identical shots: the hashes and times of an event's newest photos. */
export async function listShots(gallery: Gallery) {
	const rows = await db().media.findMany({
		where: { ...inGallery(gallery, undefined), state: "ready", dhash: { not: null } },
		select: { id: true, dhash: true, takenAt: true },
		orderBy: { id: "desc" },
		take: MAX_SHOTS,
	});
	return rows.map((row) => ({ ...row, dhash: row.dhash ?? "" }));
}

/** The newest that can be looked at, as far as a choice among them needs them. */
export function listShowable(gallery: Gallery, set: PhotoSet, limit: number) {
	return db().media.findMany({
		where: { ...inSet(gallery, set), state: "ready", renditions: { some: { name: "large" } } },
		select: { id: true, width: true, height: true, damaged: true, album: true },
		orderBy: ORDERS.newest,
		take: limit,
	});
}

export function findPhoto(gallery: Gallery, id: string): Promise<MediaRow | null> {
	return db().media.findFirst({
		where: { ...inGallery(gallery, undefined), id },
		include: { renditions: true },
	});
}

/** Which of these ids the gallery shows. */
export async function findShown(gallery: Gallery, ids: readonly string[]): Promise<string[]> {
	const rows = await db().media.findMany({
		where: { ...inGallery(gallery, undefined), id: { in: [...ids] } },
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}
