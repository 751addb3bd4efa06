import { audit } from "#lib/audit/audit.service.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/client.ts";
import { authorize } from "#lib/events/events.service.ts";
import * as galleries from "./gallery.repo.ts";
import * as changes from "./media.changes.repo.ts";
import { photoNotFound } from "./media.policy.ts";
import type { PhotosApprove } from "./media.schema.ts";

/**
 * Guests' photos are for everybody from now on: all of these, or none, but for those that are to be
 * skipped. Who declines some deletes them. Throws `PHOTO_NOT_FOUND`, and what `authorize` does.
 */
export async function approvePhotos(
	actor: Actor,
	eventId: string,
	{ photo_ids: asked, skip_missing: skip }: PhotosApprove,
): Promise<{ approved: number; missing: string[] }> {
	const proof = await authorize(actor, "media:edit", eventId);
	const shown = new Set(await galleries.findShown(galleries.galleryOf(proof), asked));
	const missing = asked.filter((id) => !shown.has(id));
	if (missing.length > 0 && !skip) throw photoNotFound();
	const approved = await inTransaction(async (tx) => {
		const count = await changes.approve(tx, [...shown]);
		if (count > 0) await audit(tx, actor, "photos_approved", proof.event.id, { count });
		return count;
	});
	return { approved, missing };
}
