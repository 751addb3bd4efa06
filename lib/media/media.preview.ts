/** One photo of an event as other sites show it beside a link. */
import { buffer } from "node:stream/consumers";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { coverOf } from "#lib/core/cover.ts";
import { authorize } from "#lib/events/events.service.ts";
import { RestingPool } from "#lib/imaging/resting-pool.ts";
import { objectStore } from "#lib/storage/store.ts";
import * as galleries from "./gallery.repo.ts";
import { photoNotFound } from "./media.policy.ts";
import type { MediaRow } from "./media.repo.ts";
import { PREVIEW } from "./media.schema.ts";

/** Newer photos than these are not looked for. */
const MOST_CANDIDATES = 100;
/** Some 150 KB each. May be lost: they are made again. */
const MOST_KNOWN = 32;

const known = new Map<string, Promise<Uint8Array>>();

const previews = new RestingPool({
	pool: () => config().imaging,
	mostWaiting: 8,
	restMs: 10_000,
	busy: "Many previews are being made just now. Please try again in a moment",
});

/** The photo that stands for what this caller sees of an event, or for those of these ids; null without any. */
export async function findCover(
	actor: Actor,
	eventId: string,
	among?: readonly string[],
): Promise<string | null> {
	const gallery = galleries.galleryOf(await authorize(actor, "gallery:view", eventId));
	const rows = await galleries.listShowable(gallery, { album: undefined, among }, MOST_CANDIDATES);
	const photos = rows.map(({ album, ...row }) => ({ ...row, album_name: album, status: "ready" }));
	return (coverOf(photos) ?? photos[0])?.id ?? null;
}

/**
 * The cover of an event, or of these of its photos, as a JPEG of the size that `PREVIEW` says. Throws
 * `PHOTO_NOT_FOUND` without any, `OVERLOADED`, and what `authorize` does.
 */
export async function getPreview(
	actor: Actor,
	eventId: string,
	among?: readonly string[],
): Promise<Uint8Array> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const coverId = await findCover(actor, eventId, among);
	const photo = coverId && (await galleries.findPhoto(galleries.galleryOf(proof), coverId));
	if (!photo) throw photoNotFound();
	return recall(photo);
}

/** Many ask for the same within moments of a link being sent: it is made once for all of them. */
function recall(photo: MediaRow): Promise<Uint8Array> {
	const key = `${photo.id} ${photo.updatedAt.getTime()}`;
	const preview = known.get(key) ?? make(photo);
	known.delete(key);
	known.set(key, preview);
	// What could not be made is nothing to remember.
	preview.catch(() => known.delete(key));
	for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
	return preview;
}

async function make({ renditions }: MediaRow): Promise<Uint8Array> {
	const large = renditions.find(({ name }) => name === "large");
	if (!large) throw photoNotFound();
	const input = await buffer(await objectStore().get(large.objectKey));
	const { jpeg } = await previews.use((pool) => pool.crop({ input, ...PREVIEW }));
	return jpeg;
}
