import { db, inTransaction, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { statesBefore } from "./media.policy.ts";

export type MediaRow = Prisma.MediaGetPayload<{ include: { renditions: true } }>;
export type NewMedia = Prisma.MediaCreateManyInput;

/** Notes that bytes are about to be written below these prefixes. */
export async function insertPending(prefixes: readonly string[]): Promise<void> {
	await db().pendingObject.createMany({ data: prefixes.map((prefix) => ({ prefix })) });
}

/** How many of these prefixes were still noted: fewer, when the sweep took some as abandoned. */
export async function deletePending(tx: Tx, prefixes: readonly string[]): Promise<number> {
	const { count } = await tx.pendingObject.deleteMany({ where: { prefix: { in: [...prefixes] } } });
	return count;
}

/** Which of these prefixes are noted. */
export async function findPending(prefixes: readonly string[]): Promise<Set<string>> {
	const rows = await db().pendingObject.findMany({ where: { prefix: { in: [...prefixes] } } });
	return new Set(rows.map((row) => row.prefix));
}

/** The oldest prefixes that were begun before then and belong to nobody yet. */
export async function findAbandoned(before: Date, limit: number): Promise<string[]> {
	const rows = await db().pendingObject.findMany({
		where: { createdAt: { lt: before } },
		orderBy: { createdAt: "asc" },
		take: limit,
	});
	return rows.map((row) => row.prefix);
}

/**
 * Runs `remove` while nobody can commit a media of that prefix, then forgets the prefix. Does nothing
 * where the prefix is not pending (any more).
 */
export function takePending(prefix: string, remove: () => Promise<void>): Promise<void> {
	return inTransaction(async (tx) => {
		const rows = await tx.$queryRaw<unknown[]>`
			SELECT 1 FROM pending_objects WHERE prefix = ${prefix} FOR UPDATE SKIP LOCKED`;
		if (rows.length === 0) return;
		await remove();
		await tx.pendingObject.delete({ where: { prefix } });
	});
}

/**
 * Notes a prefix as nobody's, unless it is noted or owned. The note waits for who takes the same prefix
 * over just now, so that `isOwned`, asked after it, sees what that one has committed.
 */
export function claimPending(
	prefix: string,
	isOwned: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
	return inTransaction(async (tx) => {
		const noted = await tx.pendingObject.createMany({ data: [{ prefix }], skipDuplicates: true });
		if (noted.count === 0) return false;
		if (!(await isOwned(tx))) return true;
		await tx.pendingObject.delete({ where: { prefix } });
		return false;
	});
}

/** Inserts what is new; a row whose content the album has already is left out. Returns the new ids. */
export async function insertNew(tx: Tx, rows: readonly NewMedia[]): Promise<Set<string>> {
	const inserted = await tx.media.createManyAndReturn({
		data: [...rows],
		skipDuplicates: true,
		select: { id: true },
	});
	return new Set(inserted.map((row) => row.id));
}

/** What a later upload of the same bytes is a duplicate of (`media_content_key`). */
const inAlbum = (eventId: string, album: string) =>
	({ eventId, album, deletedAt: null, state: { not: "failed" } }) as const;

export function findByContent(tx: Tx, eventId: string, album: string, sha256: string) {
	return tx.media.findFirst({
		where: { ...inAlbum(eventId, album), sha256 },
		include: { renditions: true },
	});
}

/** Those of these contents that the album has. */
export async function findContents(
	eventId: string,
	album: string,
	hashes: readonly string[],
): Promise<Set<string>> {
	const rows = await db().media.findMany({
		where: { ...inAlbum(eventId, album), sha256: { in: [...hashes] } },
		select: { sha256: true },
	});
	return new Set(rows.map(({ sha256 }) => sha256));
}

export function findMany(tx: Tx, ids: readonly string[]): Promise<MediaRow[]> {
	return tx.media.findMany({ where: { id: { in: [...ids] } }, include: { renditions: true } });
}

/** Its original is where it belongs. */
export async function setPrimary(id: string): Promise<void> {
	await db().media.updateMany({
		where: { id, storageTier: "local" },
		data: { storageTier: "primary" },
	});
}

export function findMedia(id: string) {
	return db().media.findUnique({ where: { id } });
}

/** Counts an attempt and takes the token for it; null when the media is not to be rendered now. */
export async function beginAttempt(id: string, token: string, most: number) {
	const [media] = await db().media.updateManyAndReturn({
		where: {
			id,
			deletedAt: null,
			state: { in: statesBefore("processing") },
			attempts: { lt: most },
		},
		data: { state: "processing", attemptToken: token, attempts: { increment: 1 } },
	});
	return media ?? null;
}

/** Gives an attempt back that failed through no fault of the file. */
export async function returnAttempt(id: string, token: string): Promise<void> {
	await db().media.updateMany({
		where: { id, attemptToken: token, state: "processing" },
		data: { attempts: { decrement: 1 } },
	});
}

/** What an archive says of a file before its bytes. */
export interface Sum {
	/** Bytes. */
	size: number;
	crc32: number;
}

/** What the decoder says of a media. */
export interface Described {
	width: number;
	height: number;
	takenAt: Date | null;
	exif: object;
	thumbhash: string;
	dhash: string;
	sharpness: number;
	damaged: boolean;
	animated: boolean;
	/** What the original without its metadata is, as archives have to know; null where there is none. */
	stripped: Sum | null;
	qr: string[];
}

export interface Published {
	/** Null where nobody could see into it. */
	described: Described | null;
	renditions: (Omit<Prisma.RenditionCreateManyInput, "mediaId"> & { crc32: number })[];
}

const assigned = (found: Described) => Prisma.sql`
	width = ${found.width}, height = ${found.height}, taken_at = ${found.takenAt}::timestamptz,
	exif = ${JSON.stringify(found.exif)}::jsonb, thumbhash = ${found.thumbhash},
	dhash = ${found.dhash}, sharpness = ${found.sharpness}, damaged = ${found.damaged},
	animated = ${found.animated}, strippable = ${found.stripped !== null},
	stripped_bytes = ${found.stripped?.size ?? null}::bigint,
	stripped_crc32 = ${found.stripped?.crc32 ?? null}::bigint, qr = ${found.qr}::text[],`;

/**
 * False when the media was deleted, or another attempt has it: then nothing is written. One statement
 * of ours: every photo passes here, and three of the client's cost it 2 ms.
 */
export async function publish(
	tx: Tx,
	id: string,
	token: string | null,
	result: Published,
): Promise<boolean> {
	const { described, renditions } = result;
	const published = await tx.$queryRaw<unknown[]>`
		WITH published AS (
			UPDATE media SET ${described ? assigned(described) : Prisma.empty}
				state = 'ready', error_code = NULL, error_detail = NULL, settled_at = now(), updated_at = now()
			WHERE id = ${id}::uuid AND attempt_token IS NOT DISTINCT FROM ${token}::uuid
				AND deleted_at IS NULL AND state = ANY(${statesBefore("ready")}::media_state[])
			RETURNING id
		), made AS (
			INSERT INTO renditions (media_id, name, width, height, bytes, crc32, object_key)
			SELECT published.id, name, width, height, bytes, crc32, "objectKey"
			FROM published, jsonb_to_recordset(${JSON.stringify(renditions)}::jsonb) AS rendition (
				name text, width int, height int, bytes int, crc32 bigint, "objectKey" text
			)
		)
		SELECT 1 FROM published`;
	return published.length > 0;
}

/** False when it was deleted or settled before, or another attempt has it. */
export async function fail(
	tx: Tx,
	id: string,
	token: string | null,
	error: { code: string; detail: string },
): Promise<boolean> {
	const { count } = await tx.media.updateMany({
		where: {
			id,
			attemptToken: token,
			deletedAt: null,
			state: { in: statesBefore("failed") },
		},
		data: {
			...{ state: "failed", errorCode: error.code, errorDetail: error.detail },
			settledAt: new Date(),
		},
	});
	return count > 0;
}

/**
 * Media that wait for longer than any job runs: their job was lost. One of a batch is to be ended even
 * where it was deleted.
 */
export async function findStranded(before: Date, limit: number): Promise<string[]> {
	const rows = await db().media.findMany({
		where: {
			state: { in: ["stored", "processing"] },
			OR: [{ deletedAt: null }, { batchId: { not: null } }],
			updatedAt: { lt: before },
		},
		select: { id: true },
		take: limit,
	});
	return rows.map((row) => row.id);
}
