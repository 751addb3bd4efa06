import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { config } from "#lib/config/config.ts";
import { type Actor, passFor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { authorize, type EventProof, softDeleteEvent } from "#lib/events/events.service.ts";
import { groupSimilar } from "#lib/imaging/similar.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { mediaOf, originalKey } from "#lib/storage/object-keys.ts";
import { chargeUse } from "#lib/usage/usage.service.ts";
import * as galleries from "./gallery.repo.ts";
import { cursorOf, readCursor } from "./layout.policy.ts";
import * as changes from "./media.changes.repo.ts";
import { sendAgain } from "./media.changes.ts";
import { removeObjects } from "./media.jobs.ts";
import { rightsOf } from "./media.offers.ts";
import { isTheirs, photoNotFound, tryAgain } from "./media.policy.ts";
import * as repo from "./media.repo.ts";
import type { Photo, PhotoList, PhotosAsked, photoQuery } from "./media.schema.ts";
import { toPhoto } from "./media.view.ts";
import * as removal from "./removal.repo.ts";

export { listArrived } from "./arrived.service.ts";
export { findMatching, getFacets } from "./find.service.ts";
export { getLayout, listIds } from "./layout.service.ts";
export { approvePhotos } from "./media.approval.ts";
/** For the modules above: the way in for bytes that are not an event's photos. */
export { loseMedia, moveMedia, recoverMedia, renderAgain, sendAgain } from "./media.changes.ts";
export { editMedia } from "./media.edit.ts";
export { type Arrival, arrive, stagedOf, stageForm } from "./media.forms.ts";
export { type Offer, offerOriginal, offerRendition, rightsOf } from "./media.offers.ts";
export { failureReason, PHOTO_TYPES, presentOf, STRANDED_MS } from "./media.policy.ts";
export { findCover, getPreview } from "./media.preview.ts";
export { type Received, type ReceiveTarget, receive } from "./media.receive.ts";
export { holdToRoom } from "./media.room.ts";
export { type FileSource, openSource, sumOf } from "./media.sources.ts";
export {
	discard,
	discardOrphan,
	discardPrefix,
	findStaged,
	isFileFault,
	ownPrefixes,
	type StagedFile,
	stage,
	stageAll,
	stageBytes,
	stageFinished,
} from "./media.staging.ts";
export { uploadPhoto, uploadPhotos } from "./media.upload.ts";
export { originalUrl, renditionLinks, toPhoto } from "./media.view.ts";
export { deleteEmptyZones } from "./removal.repo.ts";

/** Which of these photos this viewer sees in the event. */
export function findShown(proof: EventProof, photoIds: readonly string[]): Promise<string[]> {
	return galleries.findShown(galleries.galleryOf(proof), photoIds);
}

/** How many photos of each zone this viewer sees, and when the first of them was taken. */
export function countByZone(proof: EventProof): Promise<galleries.CountedPart[]> {
	return galleries.countByZone(galleries.galleryOf(proof));
}

/**
 * A page of an event's photos in the order asked; of those of the ids `among` where these are given.
 * `cursor` is a page's `next_cursor`.
 */
export async function listPhotos(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof photoQuery>,
	among?: readonly string[],
): Promise<PhotoList> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const { album, order, waiting, cursor, limit } = query;
	const gallery = galleries.galleryOf(proof);
	const place = cursor === undefined ? undefined : readCursor(cursor, order);
	const [rows, total] = await Promise.all([
		galleries.listPhotos(gallery, { album, among, waiting, order, place, limit: limit + 1 }),
		galleries.countPhotos(gallery, { album, among, waiting }),
	]);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		photos: page.map((row) => toPhoto(row, rightsOf(proof))),
		next_cursor: last && rows.length > limit ? cursorOf(last, order) : null,
		total,
	};
}

export async function getPhoto(actor: Actor, eventId: string, photoId: string): Promise<Photo> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const photo = isUuid(photoId)
		? await galleries.findPhoto(galleries.galleryOf(proof), photoId)
		: null;
	if (!photo) throw photoNotFound();
	return toPhoto(photo, rightsOf(proof));
}

/** Which contents an album has not. What failed counts as missing: it may be sent once more. */
export async function findMissing(
	actor: Actor,
	eventId: string,
	{ album, sha256 }: PhotosAsked,
): Promise<{ missing: string[] }> {
	const { event } = await authorize(actor, "media:edit", eventId);
	const there = await repo.findContents(event.id, album, sha256);
	return { missing: [...new Set(sha256)].filter((hash) => !there.has(hash)) };
}

/** Near-identical shots within an event: bursts, and the same picture saved again. */
export async function listSimilar(actor: Actor, eventId: string) {
	const proof = await authorize(actor, "media:list", eventId);
	const groups = groupSimilar(await galleries.listShots(galleries.galleryOf(proof)));
	return { groups: groups.map((photo_ids) => ({ photo_ids })) };
}

/**
 * The photo is gone for everybody at once; its objects follow by a job. By its event's owner, and by the
 * guest who alone has sent it while guests may add photos. Throws `PHOTO_NOT_FOUND`, and what `authorize` does.
 */
export async function deletePhoto(actor: Actor, eventId: string, photoId: string): Promise<void> {
	const seen = passFor(actor, eventId) ? await authorize(actor, "gallery:view", eventId) : null;
	const own =
		seen && isUuid(photoId) ? await galleries.findPhoto(galleries.galleryOf(seen), photoId) : null;
	const isSender = own !== null && isTheirs(own, seen?.passId ?? null);
	const proof = await authorize(actor, isSender ? "photo:add" : "photo:remove", eventId);
	const photo = isUuid(photoId)
		? await galleries.findPhoto(galleries.galleryOf(proof), photoId)
		: null;
	if (!photo) throw photoNotFound();
	await inTransaction(async (tx) => {
		if ((await removeMedia(tx, { id: photo.id }, { undo: true })) === 0) throw photoNotFound();
		// Asked once it is locked: somebody may have been told since that it is kept.
		if (isSender && (await changes.isAlsoSent(tx, photo.id))) throw tryAgain();
		await audit(tx, actor, "photos_deleted", proof.event.id, { count: 1 });
	});
}

/**
 * Deletes media with the zones that they leave empty; their objects follow by a job, with `undo` once
 * nobody can bring them back any more. Returns how many there were. What they belong to above a zone is
 * locked before, by who calls.
 */
export async function removeMedia(
	tx: Tx,
	which: removal.MediaOf,
	{ undo = false }: { undo?: boolean } = {},
): Promise<number> {
	const remove = () =>
		emptyingZones(tx, which, async (zoneIds) => {
			const deletedAt = new Date();
			const mediaIds = await removal.softDelete(tx, which, zoneIds, deletedAt);
			await enqueueRemoval(tx, mediaIds, undo ? deletedAt : undefined);
			return mediaIds.length;
		});
	// Once more: a group of a batch may have taken it into its zone before that was locked.
	return (await remove()) || (await remove());
}

/**
 * Runs what takes media out of their zones with these locked, and `besides`; those that it leaves empty
 * go with it.
 */
export async function emptyingZones<T>(
	tx: Tx,
	which: removal.MediaOf,
	remove: (zoneIds: readonly string[]) => Promise<T>,
	besides: readonly string[] = [],
): Promise<T> {
	const zoneIds = await removal.lockZones(tx, which, besides);
	const removed = await remove(zoneIds);
	await removal.deleteEmptyZones(tx, zoneIds);
	return removed;
}

const IDS_PER_JOB = 500;

/**
 * Brings back media of an event that is held, as long as their objects are there. Called after whatever
 * else locks. Returns the ids of those that are back. Throws `QUOTA_EXCEEDED` where there is no room for
 * all of them any more.
 */
export async function restoreMedia(
	tx: Tx,
	eventId: string,
	mediaIds: readonly string[],
): Promise<string[]> {
	const since = new Date(Date.now() - config().undoMs);
	const restored = await removal.restore(tx, { eventId, ids: mediaIds }, since);
	// A worker that was at one of them has put it aside as deleted.
	const waiting = restored.filter(({ state }) => state === "stored" || state === "processing");
	await sendAgain(
		tx,
		waiting.map(({ id }) => id),
	);
	const owners = new Set(restored.flatMap(({ ownerId }) => ownerId ?? []));
	// In one order, after all other locks.
	for (const ownerId of [...owners].sort()) await chargeUse(tx, ownerId);
	return restored.map(({ id }) => id);
}

/**
 * Has the objects of these media removed, once the transaction that deletes them is through; with
 * `deletedAt` once nobody can bring them back from that deletion any more.
 */
export async function enqueueRemoval(
	tx: Tx,
	mediaIds: readonly string[],
	deletedAt?: Date,
): Promise<void> {
	const { undoMs } = config();
	const isUndoable = deletedAt !== undefined && undoMs > 0;
	const deletion = isUndoable ? { deletedAt: deletedAt.toISOString() } : {};
	const after = isUndoable ? { after: new Date(deletedAt.getTime() + undoMs) } : {};
	const jobs = [];
	for (let at = 0; at < mediaIds.length; at += IDS_PER_JOB)
		jobs.push({ mediaIds: mediaIds.slice(at, at + IDS_PER_JOB), ...deletion });
	await enqueue(tx, removeObjects, jobs, after);
}

/** Notes that an object has come from a machine's disk to where it belongs. */
export async function markMoved(key: string): Promise<void> {
	const mediaId = mediaOf(key);
	const media = mediaId && (await repo.findMedia(mediaId));
	if (!media) return;
	// Its removal ran on a machine without that disk, and found nothing there.
	if (media.purgedAt) return inTransaction((tx) => enqueueRemoval(tx, [media.id]));
	if (key === originalKey(media.id)) await repo.setPrimary(media.id);
}

/** Deletes an event with everything in it. */
export async function deleteEvent(actor: Actor, eventId: string): Promise<void> {
	const proof = await authorize(actor, "event:edit", eventId);
	await inTransaction(async (tx) => {
		await softDeleteEvent(tx, proof);
		const photos = await removeMedia(tx, { eventId: proof.event.id });
		await audit(tx, actor, "event_deleted", proof.event.id, { photos });
	});
}
