/** Albums and tags of many media of one event. */
import type { Tx } from "#lib/db/client.ts";

/** Those of these that a gallery shows, and that are the event's, locked in one order. */
export function lockForEdit(
	tx: Tx,
	eventId: string,
	ids: readonly string[],
): Promise<{ id: string }[]> {
	return tx.$queryRaw`
		SELECT id FROM media
		WHERE id = ANY(${[...ids]}::uuid[]) AND event_id = ${eventId}::uuid AND deleted_at IS NULL
			AND kind <> 'file'
		ORDER BY id FOR UPDATE`;
}

/** Into an album: each that is not there already, and of which no other copy is. */
export async function setAlbum(tx: Tx, ids: readonly string[], album: string): Promise<void> {
	await tx.$executeRaw`
		UPDATE media SET album = ${album}, updated_at = now()
		WHERE id IN (
			SELECT DISTINCT ON (CASE state WHEN 'failed' THEN id::text ELSE sha256 END) id
			FROM media photo
			WHERE id = ANY(${[...ids]}::uuid[]) AND album IS DISTINCT FROM ${album} AND (
				state = 'failed' OR NOT EXISTS (
					SELECT 1 FROM media twin
					WHERE twin.event_id = photo.event_id AND twin.album = ${album}
						AND twin.sha256 = photo.sha256 AND twin.deleted_at IS NULL AND twin.state <> 'failed'
				)
			)
			ORDER BY CASE state WHEN 'failed' THEN id::text ELSE sha256 END, id
		)`;
}

/** Those of these that are not in an album. */
export async function listElsewhere(
	tx: Tx,
	ids: readonly string[],
	album: string,
): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		SELECT id FROM media WHERE id = ANY(${[...ids]}::uuid[]) AND album IS DISTINCT FROM ${album}`;
	return rows.map(({ id }) => id);
}

export interface TagChange {
	add: readonly string[];
	remove: readonly string[];
	/** On one photo. */
	most: number;
}

/** Adds tags behind those there are, and takes others off. Returns those that would get too many. */
export async function setTags(
	tx: Tx,
	ids: readonly string[],
	{ add, remove, most }: TagChange,
): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		WITH wanted AS (
			SELECT id, tags AS before,
				ARRAY(
					SELECT tag FROM unnest(tags) WITH ORDINALITY AS t (tag, place)
					WHERE tag <> ALL(${[...remove]}::text[]) ORDER BY place
				) || ARRAY(
					SELECT tag FROM unnest(${[...add]}::text[]) WITH ORDINALITY AS t (tag, place)
					WHERE tag <> ALL(media.tags) ORDER BY place
				) AS after
			FROM media WHERE id = ANY(${[...ids]}::uuid[])
		), changed AS (
			UPDATE media SET tags = after, updated_at = now() FROM wanted
			WHERE media.id = wanted.id AND after <> before AND cardinality(after) <= ${most}
		)
		SELECT id FROM wanted WHERE cardinality(after) > ${most} AND after <> before`;
	return rows.map(({ id }) => id);
}
