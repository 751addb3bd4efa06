/** Zones with files that can be looked at, page by page; and files put elsewhere. */
import { type Db, db, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

const renditions = { renditions: true } as const;
export type ZoneFileRow = Prisma.MediaGetPayload<{ include: typeof renditions }>;

export interface CountedZone {
	id: string;
	title: string | null;
	description: string | null;
	tags: string[];
	createdAt: Date;
	updatedAt: Date;
	files: number;
	videos: number;
	documents: number;
}

/** Zones with a file, newest first; `before` and `only` are ids. */
export function listCounted(
	eventId: string,
	page: { before?: string | undefined; only?: string; limit: number },
	from: Db = db(),
): Promise<CountedZone[]> {
	const { before = null, only = null, limit } = page;
	return from.$queryRaw`
		SELECT zones.id, title, description, tags, created_at AS "createdAt",
			updated_at AS "updatedAt", counted.*
		FROM zones CROSS JOIN LATERAL (
			SELECT count(*)::int AS files, count(*) FILTER (WHERE kind = 'video')::int AS videos,
				count(*) FILTER (WHERE kind = 'file')::int AS documents
			FROM media WHERE media.zone_id = zones.id AND media.deleted_at IS NULL
		) counted
		WHERE event_id = ${eventId}::uuid AND deleted_at IS NULL AND counted.files > 0
			AND (${before}::uuid IS NULL OR zones.id < ${before}::uuid)
			AND (${only}::uuid IS NULL OR zones.id = ${only}::uuid)
		ORDER BY zones.id DESC LIMIT ${limit}`;
}

export interface EventTotals {
	zones: number;
	files: number;
	/** In no zone. */
	loose: number;
}

export async function countAll(eventId: string): Promise<EventTotals> {
	const [totals] = await db().$queryRaw<EventTotals[]>`
		SELECT count(*)::int AS files, count(DISTINCT zone_id)::int AS zones,
			count(*) FILTER (WHERE zone_id IS NULL)::int AS loose
		FROM media WHERE event_id = ${eventId}::uuid AND deleted_at IS NULL`;
	return totals ?? { zones: 0, files: 0, loose: 0 };
}

/** The first files of each of these zones, in the order they came. */
export async function listFirst(
	zoneIds: readonly string[],
	most: number,
	from: Db = db(),
): Promise<ZoneFileRow[]> {
	if (zoneIds.length === 0 || most === 0) return [];
	const first = await from.$queryRaw<{ id: string }[]>`
		SELECT file.id FROM unnest(${[...zoneIds]}::uuid[]) AS zone (id) CROSS JOIN LATERAL (
			SELECT id FROM media WHERE zone_id = zone.id AND deleted_at IS NULL ORDER BY id LIMIT ${most}
		) file`;
	return from.media.findMany({
		where: { id: { in: first.map(({ id }) => id) } },
		include: renditions,
		orderBy: { id: "asc" },
	});
}

export interface NamedZone {
	id: string;
	title: string;
	description: string | null;
}

/** Those of these zones that have a title. */
export async function listNamed(eventId: string, ids: readonly string[]): Promise<NamedZone[]> {
	const zones = await db().zone.findMany({
		where: { id: { in: [...ids] }, eventId, deletedAt: null },
		select: { id: true, title: true, description: true },
	});
	return zones.flatMap(({ title, ...zone }) => (title ? [{ ...zone, title }] : []));
}

/** The files of a zone, in the order they came. */
export function listOfZone(
	zoneId: string,
	page: { after: string | undefined; limit: number },
): Promise<ZoneFileRow[]> {
	const { after, limit } = page;
	return db().media.findMany({
		where: { zoneId, deletedAt: null, ...(after === undefined ? {} : { id: { gt: after } }) },
		include: renditions,
		orderBy: { id: "asc" },
		take: limit,
	});
}

/** An event's files in no zone, newest first. */
export function listLoose(
	eventId: string,
	page: { before: string | undefined; limit: number },
): Promise<ZoneFileRow[]> {
	const { before, limit } = page;
	return db().media.findMany({
		where: {
			...{ eventId, zoneId: null, deletedAt: null },
			...(before === undefined ? {} : { id: { lt: before } }),
		},
		include: renditions,
		orderBy: { id: "desc" },
		take: limit,
	});
}

/** Those of these files that the event has, locked, each with the zone it is in. */
export function lockFiles(
	tx: Tx,
	eventId: string,
	ids: readonly string[],
): Promise<{ id: string; zoneId: string | null }[]> {
	return tx.$queryRaw`
		SELECT id, zone_id AS "zoneId" FROM media
		WHERE id = ANY(${[...ids]}::uuid[]) AND event_id = ${eventId}::uuid AND deleted_at IS NULL
		ORDER BY id FOR UPDATE`;
}

/** Puts files that are locked into a zone, or into none, for as long as no person says otherwise. */
export async function setZone(
	tx: Tx,
	ids: readonly string[],
	zoneId: string | null,
): Promise<void> {
	await tx.media.updateMany({
		where: { id: { in: [...ids] } },
		data: { zoneId, zonedByHand: true },
	});
}
