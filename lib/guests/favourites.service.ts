/** What guests like: theirs by their pass, which holds no name but one they gave. */
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, passFor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { authorize } from "#lib/events/events.service.ts";
import { findShown, getPhoto } from "#lib/media/media.service.ts";
import { exportFile, type FavouritesFile } from "./favourites.export.ts";
import * as repo from "./favourites.repo.ts";
import {
	type EventFavourites,
	type FavouritesExport,
	type FavouritesPatch,
	MOST_FAVOURITES,
	type OwnFavourites,
	type SharedList,
} from "./favourites.schema.ts";

const listGone = () =>
	new AppError("LIST_NOT_FOUND", { message: "This list is not shared any more" });

/** Throws `GUEST_PASS_REQUIRED` for whom there is nothing to remember it by. */
function guestBehind(actor: Actor, eventId: string): string {
	const pass = passFor(actor, eventId);
	if (pass) return pass.id;
	throw new AppError("GUEST_PASS_REQUIRED", {
		message: "Please open this event as a guest first",
	});
}

/** Throws `TOO_MANY_FAVOURITES`, `GUEST_PASS_REQUIRED`, and what `getPhoto` does. */
export async function like(actor: Actor, eventId: string, photoId: string): Promise<void> {
	const { id: mediaId } = await getPhoto(actor, eventId, photoId);
	const guestPassId = guestBehind(actor, eventId);
	const added = await inTransaction((tx) =>
		repo.add(tx, { guestPassId, mediaId }, MOST_FAVOURITES),
	);
	if (!added)
		throw new AppError("TOO_MANY_FAVOURITES", {
			message: `More than ${MOST_FAVOURITES} favourites cannot be kept`,
		});
}

/** Also of a photo that is gone, or was never liked. Throws `GUEST_PASS_REQUIRED`. */
export async function unlike(actor: Actor, eventId: string, photoId: string): Promise<void> {
	const { event } = await authorize(actor, "gallery:view", eventId);
	const guestPassId = guestBehind(actor, event.id);
	if (isUuid(photoId)) await repo.remove(guestPassId, photoId);
}

/** The caller's own; none for who has no pass. */
export async function getOwn(actor: Actor, eventId: string): Promise<OwnFavourites> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const guest = proof.passId ? await repo.findGuest(proof.event.id, { id: proof.passId }) : null;
	if (!guest) return { photo_ids: [], name: null, list_id: null };
	const liked = await repo.listLiked(proof.event.id, guest.id);
	const shown = new Set(await findShown(proof, liked));
	return {
		photo_ids: liked.filter((id) => shown.has(id)),
		name: guest.listName,
		list_id: guest.listId,
	};
}

/** Names the caller's list, shares it or ends that. Throws `GUEST_PASS_REQUIRED`. */
export async function updateOwn(
	actor: Actor,
	eventId: string,
	patch: FavouritesPatch,
): Promise<OwnFavourites> {
	const { event } = await authorize(actor, "gallery:view", eventId);
	const guestPassId = guestBehind(actor, event.id);
	await inTransaction((tx) => repo.changeList(tx, guestPassId, patch));
	return getOwn(actor, event.id);
}

/** The guest who shares the list of that id. Throws `LIST_NOT_FOUND`. */
async function findSharing(eventId: string, listId: string) {
	const guest = isUuid(listId) ? await repo.findGuest(eventId, { listId }) : null;
	if (!guest) throw listGone();
	return guest;
}

/** What a guest shows to others. Throws `LIST_NOT_FOUND`. */
export async function getShared(
	actor: Actor,
	eventId: string,
	listId: string,
): Promise<SharedList> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const guest = await findSharing(proof.event.id, listId);
	const shown = await findShown(proof, await repo.listLiked(proof.event.id, guest.id));
	return { id: listId, name: guest.listName, photo_count: shown.length };
}

/** Whose favourites a gallery shows: one's own, a shared list's, and for the owner a guest's or all. */
export type Whose = { own: true } | { listId: string } | { guestId: string } | { all: true };

/** The photos of these favourites. Throws `LIST_NOT_FOUND`, and what `authorize` does. */
export async function listFavourites(
	actor: Actor,
	eventId: string,
	whose: Whose,
): Promise<string[]> {
	if ("own" in whose) return (await getOwn(actor, eventId)).photo_ids;
	if ("listId" in whose) {
		const { event } = await authorize(actor, "gallery:view", eventId);
		return repo.listLiked(event.id, (await findSharing(event.id, whose.listId)).id);
	}
	const { event } = await authorize(actor, "media:list", eventId);
	if ("all" in whose) return repo.listLiked(event.id, null);
	const guest = await repo.findGuest(event.id, { id: whose.guestId });
	if (!guest) throw listGone();
	return repo.listLiked(event.id, guest.id);
}

/** What the guests of an event like, for its owner. */
export async function getEventFavourites(actor: Actor, eventId: string): Promise<EventFavourites> {
	const { event } = await authorize(actor, "media:list", eventId);
	const [photos, guests] = await Promise.all([
		repo.countLikes(event.id, null),
		repo.listGuests(event.id),
	]);
	return {
		photos: photos.map((photo) => ({
			photo_id: photo.id,
			filename: photo.fileName,
			guest_count: photo.guests,
		})),
		lists: guests.map((guest) => ({
			guest_id: guest.id,
			name: guest.name,
			photo_count: guest.photos,
			changed_at: guest.changedAt.toISOString(),
			shared: guest.shared,
		})),
	};
}

/** Those as a file for the owner's other programs. Throws `LIST_NOT_FOUND`. */
export async function exportFavourites(
	actor: Actor,
	eventId: string,
	{ format, guest: guestId }: FavouritesExport,
): Promise<FavouritesFile> {
	const { event } = await authorize(actor, "media:list", eventId);
	const guest = guestId ? await repo.findGuest(event.id, { id: guestId }) : null;
	if (guestId && !guest) throw listGone();
	const photos = await repo.countLikes(event.id, guest?.id ?? null);
	await audit(db(), actor, "favourites_exported", event.id, { format, count: photos.length });
	return exportFile(format, photos);
}
