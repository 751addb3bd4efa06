/** What other sites show beside a link to a gallery. */
import { type Actor, ANONYMOUS } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { type Gallery, openGallery } from "#lib/events/events.service.ts";
import { findCover, getPreview as previewOf } from "#lib/media/media.service.ts";
import { listFavourites } from "./favourites.service.ts";
import type { PreviewOf } from "./preview.schema.ts";

/** The photos that a link is to; undefined for all. Throws `LIST_NOT_FOUND`. */
async function linkedTo(actor: Actor, eventId: string, { photo, list }: PreviewOf) {
	if (photo !== undefined) return isUuid(photo) ? [photo] : [];
	return list === undefined ? undefined : listFavourites(actor, eventId, { listId: list });
}

/** A picture of it, a JPEG. Throws `LIST_NOT_FOUND`, and what `getPreview` of media does. */
export async function getPreview(
	actor: Actor,
	eventId: string,
	which: PreviewOf,
): Promise<Uint8Array> {
	return previewOf(actor, eventId, await linkedTo(actor, eventId, which));
}

export interface LinkPreview {
	/** As far as a stranger is let in. */
	gallery: Gallery;
	/** What there is a picture of: of all, where the photo or the list is not there; null of nothing. */
	picture: PreviewOf | null;
}

/** Whoever opens the page: a link is shown to people who are not asked for a code. */
export async function describeLink(eventId: string, which: PreviewOf): Promise<LinkPreview> {
	const gallery = await openGallery(ANONYMOUS, eventId);
	if (gallery.status !== "open") return { gallery, picture: null };
	for (const part of [which, {}])
		if (await hasPicture(eventId, part)) return { gallery, picture: part };
	return { gallery, picture: null };
}

async function hasPicture(eventId: string, which: PreviewOf): Promise<boolean> {
	try {
		const among = await linkedTo(ANONYMOUS, eventId, which);
		return (await findCover(ANONYMOUS, eventId, among)) !== null;
	} catch (error) {
		// Not shared any more.
		if (error instanceof AppError && error.code === "LIST_NOT_FOUND") return false;
		throw error;
	}
}
