import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";

export interface NewZone {
	id: string;
	eventId: string;
	title: string | null;
	description: string | null;
	tags: string[];
}

const fileFields = {
	id: true,
	eventId: true,
	zoneId: true,
	fileName: true,
	contentType: true,
	byteSize: true,
	objectKey: true,
	createdAt: true,
} as const;

export type FileRow = Prisma.MediaGetPayload<{ select: typeof fileFields }>;
export type ZoneRow = Omit<Prisma.ZoneGetPayload<object>, "eventId" | "deletedAt">;

/** An event's files in the order they came, so that what is added changes no page before it. */
export function listFiles(
	eventId: string,
	page: { contentType: string | undefined; skip: number; limit: number },
): Promise<FileRow[]> {
	const { contentType, skip, limit } = page;
	return db().media.findMany({
		where: { eventId, deletedAt: null, ...(contentType === undefined ? {} : { contentType }) },
		select: fileFields,
		orderBy: { id: "asc" },
		skip,
		take: limit,
	});
}

export async function hasFile(eventId: string, id: string): Promise<boolean> {
	return (await db().media.count({ where: { id, eventId, deletedAt: null } })) > 0;
}

/** The files of these zones, each zone's in the order they came. */
export function listZoneFiles(
	zoneIds: readonly string[],
	contentType?: string,
): Promise<FileRow[]> {
	return db().media.findMany({
		where: {
			zoneId: { in: [...zoneIds] },
			deletedAt: null,
			...(contentType === undefined ? {} : { contentType }),
		},
		select: fileFields,
		orderBy: [{ zoneId: "asc" }, { id: "asc" }],
	});
}

export function countZoneFiles(tx: Tx, zoneId: string): Promise<number> {
	return tx.media.count({ where: { zoneId, deletedAt: null } });
}

export function findZone(eventId: string, id: string) {
	return db().zone.findFirst({ where: { id, eventId, deletedAt: null } });
}

export interface ZonePage {
	zones: ZoneRow[];
	/** Of all pages. */
	totalZones: number;
	totalFiles: number;
}

/** A page of an event's zones that have such files, in the order they came. */
export async function listZones(
	eventId: string,
	page: { contentType: string | undefined; skip: number; limit: number },
): Promise<ZonePage> {
	const { contentType, skip, limit } = page;
	const ofType =
		contentType === undefined ? Prisma.empty : Prisma.sql`AND media.content_type = ${contentType}`;
	const rows = await db().$queryRaw<((ZoneRow | { id: null }) & Pick<ZonePage, Totals>)[]>`
		WITH counted AS (
			SELECT zones.*, files.count
			FROM zones CROSS JOIN LATERAL (
				SELECT count(*) FROM media
				WHERE media.zone_id = zones.id AND media.deleted_at IS NULL ${ofType}
			) files
			WHERE zones.event_id = ${eventId}::uuid AND zones.deleted_at IS NULL AND files.count > 0
		)
		SELECT totals.*, page.id, page.title, page.description, page.tags,
			page.created_at AS "createdAt", page.updated_at AS "updatedAt"
		FROM (
			SELECT count(*)::int AS "totalZones", coalesce(sum(count), 0)::int AS "totalFiles"
			FROM counted
		) totals
		LEFT JOIN (SELECT * FROM counted ORDER BY id OFFSET ${skip} LIMIT ${limit}) page ON true
		ORDER BY page.id`;
	const [{ totalZones, totalFiles } = { totalZones: 0, totalFiles: 0 }] = rows;
	// Past the last page there are the totals alone.
	const zones = rows.filter((row) => row.id !== null);
	return { zones, totalZones, totalFiles };
}

type Totals = "totalZones" | "totalFiles";

export async function insertZone(tx: Tx, zone: NewZone): Promise<void> {
	await tx.zone.create({ data: zone });
}

/** Changes a zone, or only its time, and locks it; null when it was deleted. */
export async function updateZone(
	tx: Tx,
	id: string,
	data: Prisma.ZoneUpdateManyMutationInput,
): Promise<ZoneRow | null> {
	const [zone] = await tx.zone.updateManyAndReturn({
		where: { id, deletedAt: null },
		data: { ...data, updatedAt: new Date() },
	});
	return zone ?? null;
}
