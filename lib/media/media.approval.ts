import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/client.ts";
import { authorize } from "#lib/events/events.service.ts";
import * as galleries from "./gallery.repo.ts";
import * as changes from "./media.changes.repo.ts";
import { photoNotFound } from "./media.policy.ts";
import type { PhotosApprove } from "./media.schema.ts";

/**
 * Guests' photos are for everybody from now on: all of these, or none. Who declines some deletes them.
 * Throws `PHOTO_NOT_FOUND`, and what `authorize` does.
 */
export async function approvePhotos(
	actor: Actor,
	eventId: string,
	{ photo_ids: photoIds }: PhotosApprove,
): Promise<{ approved: number }> {
	const proof = await authorize(actor, "media:edit", eventId);
	const asked = [...new Set(photoIds)];
	const gallery = galleries.galleryOf(proof);
	if ((await galleries.findShown(gallery, asked)).length < asked.length) throw photoNotFound();
	const approved = await inTransaction(async (tx) => {
		const count = await changes.approve(tx, asked);
		if (count > 0) await audit(tx, actor, "photos_approved", proof.event.id, { count });
		return count;
	});
	return { approved };
}
