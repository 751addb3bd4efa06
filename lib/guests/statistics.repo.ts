import { db } from "#lib/db/client.ts";

/** One more, today. */
export async function countView(eventId: string): Promise<void> {
	await db().$executeRaw`
		INSERT INTO event_days (event_id, day, views)
		VALUES (${eventId}::uuid, (now() AT TIME ZONE 'UTC')::date, 1)
		ON CONFLICT (event_id, day) DO UPDATE SET views = event_days.views + 1`;
}

export interface Totals {
	views: number;
	guests: number;
	photos: number;
	photoBytes: number;
	byGuests: number;
	archives: number;
	files: number;
	bytes: number;
	hearts: number;
	heartPhotos: number;
}

export async function readTotals(eventId: string): Promise<Totals> {
	const [totals] = await db().$queryRaw<[Totals]>`
		SELECT views.*, passes.*, sent.*, fetched.*, liked.* FROM
			(SELECT coalesce(sum(views), 0)::int AS views
				FROM event_days WHERE event_id = ${eventId}::uuid) views,
			(SELECT count(*)::int AS guests FROM guest_passes WHERE event_id = ${eventId}::uuid) passes,
			(SELECT count(*)::int AS photos, coalesce(sum(byte_size), 0)::float8 AS "photoBytes",
					count(guest_pass_id)::int AS "byGuests"
				FROM media WHERE event_id = ${eventId}::uuid AND deleted_at IS NULL) sent,
			(SELECT count(*)::int AS archives, coalesce(sum(files), 0)::int AS files,
					coalesce(sum(bytes), 0)::float8 AS bytes
				FROM downloads WHERE event_id = ${eventId}::uuid) fetched,
			(SELECT count(*)::int AS hearts, count(DISTINCT media_id)::int AS "heartPhotos"
				FROM favourites JOIN media ON media.id = media_id
				WHERE event_id = ${eventId}::uuid AND deleted_at IS NULL) liked`;
	return totals;
}

export interface Day {
	day: string;
	views: number;
	uploads: number;
	downloads: number;
}

/** Those on which something was, the first of them first. */
export function listDays(eventId: string): Promise<Day[]> {
	return db().$queryRaw<Day[]>`
		SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(views)::int AS views, sum(uploads)::int AS uploads,
			sum(downloads)::int AS downloads
		FROM (
			SELECT day, views, 0 AS uploads, 0 AS downloads
			FROM event_days WHERE event_id = ${eventId}::uuid
			UNION ALL SELECT (created_at AT TIME ZONE 'UTC')::date, 0, count(*), 0
			FROM media WHERE event_id = ${eventId}::uuid AND deleted_at IS NULL GROUP BY 1
			UNION ALL SELECT (created_at AT TIME ZONE 'UTC')::date, 0, 0, count(*)
			FROM downloads WHERE event_id = ${eventId}::uuid GROUP BY 1
		) happened
		GROUP BY 1 ORDER BY 1`;
}
