/** What becomes of media beside being rendered: begun again, ended by a deletion, put elsewhere. */
import type { Tx } from "#lib/db/client.ts";
import { LOST, statesBefore } from "./media.policy.ts";

/** As they came: nothing was made of them yet. Returns the ids of those that have bytes and are settled. */
export async function restart(tx: Tx, ids: readonly string[]): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		UPDATE media SET state = 'stored', attempts = 0, attempt_token = NULL, error_code = NULL,
			error_detail = NULL, settled_at = NULL, updated_at = now()
		WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL AND sha256 <> ''
			AND error_code IS DISTINCT FROM ${LOST}
			AND state = ANY(${statesBefore("stored")}::media_state[])
		RETURNING id`;
	const restarted = rows.map(({ id }) => id);
	await tx.$executeRaw`DELETE FROM renditions WHERE media_id = ANY(${restarted}::uuid[])`;
	return restarted;
}

/**
 * Whatever it was: nothing is left of its bytes. It stays listed, and says so. An attempt that is running
 * publishes nothing any more.
 */
export async function lose(tx: Tx, id: string): Promise<void> {
	const lost = { state: "failed", errorCode: LOST, errorDetail: null, attemptToken: null } as const;
	await tx.media.update({ where: { id }, data: { ...lost, settledAt: new Date() } });
	await tx.rendition.deleteMany({ where: { mediaId: id } });
}

/** It is not lost any more. One of which nothing is made is `ready` with that. */
export async function recover(tx: Tx, id: string): Promise<void> {
	await tx.media.update({ where: { id }, data: { errorCode: null } });
	await tx.media.updateMany({ where: { id, kind: "file" }, data: { state: "ready" } });
}

/** For a media that was deleted before it was done; false when it was done, or ended before. */
export async function endDeleted(tx: Tx, id: string): Promise<boolean> {
	const { count } = await tx.media.updateMany({
		where: { id, deletedAt: { not: null }, state: { in: statesBefore("failed") } },
		data: { state: "failed", errorCode: "DELETED", settledAt: new Date() },
	});
	return count > 0;
}

/** Into an event, or out of any; a zone is left with its event, and so is who was looked for there. */
export async function setEvent(
	tx: Tx,
	ids: readonly string[],
	eventId: string | null,
): Promise<void> {
	await tx.$executeRaw`
		UPDATE media SET event_id = ${eventId}::uuid, zone_id = NULL, zoned_by_hand = false,
			face_state = NULL, updated_at = now()
		WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL
			AND event_id IS DISTINCT FROM ${eventId}::uuid`;
}

/**
 * Everybody who may see the event sees them from now on, as what has just become ready. Returns how many
 * were waiting.
 */
export function approve(tx: Tx, ids: readonly string[]): Promise<number> {
	return tx.$executeRaw`
		UPDATE media SET waiting = false, updated_at = now(),
			settled_at = CASE state WHEN 'ready' THEN now() ELSE settled_at END
		WHERE id = ANY(${[...ids]}::uuid[]) AND waiting AND deleted_at IS NULL`;
}

/** They are not their senders' alone any more. Returns how many of them are there still. */
export function noteAlsoSent(tx: Tx, ids: readonly string[]): Promise<number> {
	return tx.$executeRaw`
		UPDATE media SET also_sent = true, updated_at = now()
		WHERE id IN (SELECT id FROM media WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE)
			AND deleted_at IS NULL`;
}

export async function isAlsoSent(tx: Tx, id: string): Promise<boolean> {
	return (await tx.media.count({ where: { id, alsoSent: true } })) > 0;
}

/** They wait from now on. */
export async function touch(tx: Tx, ids: readonly string[]): Promise<void> {
	await tx.media.updateMany({ where: { id: { in: [...ids] } }, data: { updatedAt: new Date() } });
}
