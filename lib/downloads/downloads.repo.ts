import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { shownTo, type Viewer } from "#lib/events/events.policy.ts";

/** Of an event: all that its gallery shows, an album, a zone, or some; with what is no picture too. */
export interface FilesOf {
	eventId: string;
	album?: string | undefined;
	zoneId?: string | undefined;
	among?: readonly string[] | undefined;
	/** Also what no gallery shows. */
	anyKind: boolean;
	/** Who asks: guests have nothing that waits to be approved, but for what is their own. */
	viewer: Viewer;
}

const COLUMNS = {
	...{ id: true, fileName: true, contentType: true, kind: true, objectKey: true, state: true },
	...{ byteSize: true, crc32: true, strippable: true, strippedBytes: true, strippedCrc32: true },
	...{ takenAt: true, exif: true, createdAt: true, album: true },
	renditions: { select: { name: true, width: true, bytes: true, crc32: true, objectKey: true } },
} satisfies Prisma.MediaSelect;

export type FileRow = Prisma.MediaGetPayload<{ select: typeof COLUMNS }>;

const conditions = ({ eventId, album, zoneId, among, anyKind, viewer }: FilesOf) => ({
	...{ eventId, deletedAt: null, ...shownTo(viewer) },
	...(album === undefined ? {} : { album }),
	...(zoneId === undefined ? {} : { zoneId }),
	...(anyKind ? {} : { kind: { not: "file" as const } }),
	...(among ? { id: { in: [...among] } } : {}),
});

export function countFiles(which: FilesOf): Promise<number> {
	return db().media.count({ where: conditions(which) });
}

const PAGE = 500;

/** In the order they came, a page at a time. */
export async function* listFiles(which: FilesOf): AsyncIterable<FileRow[]> {
	const where = conditions(which);
	for (let after: string | undefined; ; ) {
		const rows: FileRow[] = await db().media.findMany({
			where: after === undefined ? where : { AND: [where, { id: { gt: after } }] },
			select: COLUMNS,
			orderBy: { id: "asc" },
			take: PAGE,
		});
		yield rows;
		after = rows.at(-1)?.id;
		if (rows.length < PAGE) return;
	}
}

/** Keeps what was found by reading a file through. */
export async function rememberSum(
	mediaId: string,
	source: string,
	sum: { size: number; crc32: number },
): Promise<void> {
	const crc32 = BigInt(sum.crc32);
	if (source === "original")
		await db().media.updateMany({ where: { id: mediaId }, data: { crc32 } });
	else if (source === "stripped") {
		const data = { strippedBytes: BigInt(sum.size), strippedCrc32: crc32 };
		await db().media.updateMany({ where: { id: mediaId, strippable: true }, data });
	} else await db().rendition.updateMany({ where: { mediaId, name: source }, data: { crc32 } });
}

export interface NewArchive {
	hash: string;
	eventId: string;
	forGuests: boolean;
	withMetadata: boolean;
	directoryAt: number;
	endAt: number;
	expiresAt: Date;
	entries: readonly EntryRow[];
}

export interface EntryRow {
	position: number;
	mediaId: string;
	source: string;
	objectKey: string;
	name: string;
	bytes: number;
	crc32: number;
	wallTime: Date;
	modifiedAt: Date | null;
	headerAt: number;
	directoryAt: number;
}

async function insertEntries(tx: Tx, archiveId: string, entries: readonly EntryRow[]) {
	for (let at = 0; at < entries.length; at += PAGE) {
		const rows = JSON.stringify(entries.slice(at, at + PAGE));
		await tx.$executeRaw`
			INSERT INTO archive_entries (archive_id, position, media_id, source, object_key, name, bytes,
				crc32, wall_time, modified_at, header_at, directory_at)
			SELECT ${archiveId}::uuid, position, "mediaId", source, "objectKey", name, bytes, crc32,
				"wallTime", "modifiedAt", "headerAt", "directoryAt"
			FROM jsonb_to_recordset(${rows}::jsonb) AS entry (
				position int, "mediaId" uuid, source text, "objectKey" text, name text, bytes bigint,
				crc32 bigint, "wallTime" timestamptz, "modifiedAt" timestamptz, "headerAt" bigint,
				"directoryAt" bigint
			)`;
	}
}

/** The archive of these entries: made, or there already and good for longer. Returns its id. */
export async function insertArchive(tx: Tx, archive: NewArchive): Promise<string> {
	const { hash, eventId, forGuests, withMetadata, directoryAt, endAt, expiresAt } = archive;
	const { entries } = archive;
	const id = newId();
	const [row] = await tx.$queryRaw<{ id: string }[]>`
		INSERT INTO archives (id, hash, event_id, for_guests, with_metadata, files, directory_at, end_at,
			expires_at)
		VALUES (${id}::uuid, ${hash}, ${eventId}::uuid, ${forGuests}, ${withMetadata},
			${entries.length}, ${directoryAt}::bigint, ${endAt}::bigint, ${expiresAt}::timestamptz)
		ON CONFLICT (hash) DO UPDATE SET expires_at = GREATEST(archives.expires_at, EXCLUDED.expires_at)
		RETURNING id`;
	if (!row) throw new Error("An archive was neither made nor found");
	if (row.id === id) await insertEntries(tx, id, entries);
	return row.id;
}

/** Ends the guests' archives of an event that were asked for first, while they list more files than `most`. */
export async function deleteOldest(
	tx: Tx,
	eventId: string,
	{ keep, most }: { keep: string; most: number },
): Promise<void> {
	await tx.$executeRaw`
		DELETE FROM archives WHERE id IN (
			SELECT id FROM archives WHERE id IN (
				SELECT id FROM (
					SELECT id, sum(files) OVER (
						ORDER BY id = ${keep}::uuid DESC, expires_at DESC, id DESC
					) AS files
					FROM archives WHERE event_id = ${eventId}::uuid AND for_guests
				) newest WHERE files > ${most}
			) FOR UPDATE SKIP LOCKED
		)`;
}

export interface NewDownload {
	eventId: string;
	userId: string | null;
	chosen: string;
	size: string;
	files: number;
	bytes: number;
}

export async function insertDownload(tx: Tx, download: NewDownload): Promise<string> {
	const id = newId();
	await tx.download.create({ data: { ...download, id, bytes: BigInt(download.bytes) } });
	return id;
}

export type ArchiveRow = Prisma.ArchiveGetPayload<{ include: { event: true } }>;

/** With its event, deleted or not; null where it is over. */
export function findArchive(id: string, now: Date): Promise<ArchiveRow | null> {
	return db().archive.findFirst({
		where: { id, expiresAt: { gt: now } },
		include: { event: true },
	});
}

/** Whether all its files are there, and are what was promised. */
export async function isWhole(archiveId: string): Promise<boolean> {
	const rows = await db().$queryRaw<unknown[]>`
		SELECT 1 FROM archive_entries entry
		JOIN archives archive ON archive.id = entry.archive_id
		LEFT JOIN media ON media.id = entry.media_id
		LEFT JOIN renditions rendition
			ON rendition.media_id = entry.media_id AND rendition.name = entry.source
		WHERE archive_id = ${archiveId}::uuid AND (
			media.deleted_at IS NULL AND media.event_id = archive.event_id
			AND entry.crc32 = CASE entry.source WHEN 'original' THEN media.crc32
				WHEN 'stripped' THEN media.stripped_crc32 ELSE rendition.crc32 END
		) IS NOT TRUE
		LIMIT 1`;
	return rows.length === 0;
}

const ENTRIES_AT_ONCE = 64;

type Numbers = "bytes" | "crc32" | "headerAt" | "directoryAt";
type Stored = Omit<EntryRow, Numbers> & Record<Numbers, bigint>;

/** The entry with the byte `from` among its own, or in its part of the directory, and those behind it. */
export async function* listEntries(
	archiveId: string,
	place: "header_at" | "directory_at",
	from: number,
): AsyncIterable<EntryRow[]> {
	const column = Prisma.raw(place);
	const [first] = await db().$queryRaw<{ position: number | null }[]>`
		SELECT max(position) AS position FROM archive_entries
		WHERE archive_id = ${archiveId}::uuid AND ${column} <= ${from}::bigint`;
	for (let position = first?.position ?? 0; ; position += ENTRIES_AT_ONCE) {
		const rows: Stored[] = await db().archiveEntry.findMany({
			where: { archiveId, position: { gte: position, lt: position + ENTRIES_AT_ONCE } },
			orderBy: { position: "asc" },
		});
		if (rows.length === 0) return;
		yield rows.map((row) => ({
			...row,
			...{ bytes: Number(row.bytes), crc32: Number(row.crc32) },
			...{ headerAt: Number(row.headerAt), directoryAt: Number(row.directoryAt) },
		}));
	}
}

/** Archives that are over; one that is asked for again meanwhile stays. */
export async function deleteExpired(now: Date): Promise<number> {
	const { count } = await db().archive.deleteMany({ where: { expiresAt: { lte: now } } });
	return count;
}
