/** What photos carry, changed for many at once. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { MAX_TAGS } from "#lib/core/tags.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { isDuplicate } from "#lib/db/outage.ts";
import { authorize, type EventProof, holdEvent } from "#lib/events/events.service.ts";
import * as repo from "./media.edit.repo.ts";
import { presentOf } from "./media.policy.ts";
import type { MediaEdited, mediaEdit } from "./media.schema.ts";

type Edit = z.infer<typeof mediaEdit>;

/** Of several who send the same photos to one album at once, each may be overtaken by every other. */
const TRIES = 10;

/**
 * Puts photos into another album, and adds or takes off tags. What cannot be so is left as it is, and
 * said: another copy is in the album already, or there would be too many tags. Throws `MEDIA_NOT_FOUND`
 * where one of them is not the event's, unless those are to be skipped.
 */
export async function editMedia(actor: Actor, eventId: string, edit: Edit): Promise<MediaEdited> {
	const proof = await authorize(actor, "media:edit", eventId);
	for (let tries = 1; ; tries++)
		try {
			return await inTransaction((tx) => applyTo(tx, proof, edit));
		} catch (error) {
			// The same bytes have come to the album meanwhile: the next try sees them.
			if (!isDuplicate(error) || tries === TRIES) throw error;
		}
}

async function applyTo(tx: Tx, proof: EventProof, edit: Edit): Promise<MediaEdited> {
	const { media_ids: asked, album_name: album, add_tags: add, remove_tags: remove } = edit;
	await holdEvent(tx, proof);
	const files = await repo.lockForEdit(tx, proof.event.id, asked);
	const { present, missing } = presentOf(files, asked, edit.skip_missing);
	const kept = new Map<string, MediaEdited["kept"][number]["reason"]>();
	if (album !== undefined) {
		await repo.setAlbum(tx, present, album);
		for (const id of await repo.listElsewhere(tx, present, album)) kept.set(id, "duplicate");
	}
	if (add.length > 0 || remove.length > 0)
		for (const id of await repo.setTags(tx, present, { add, remove, most: MAX_TAGS }))
			kept.set(id, "too_many_tags");
	return {
		changed: present.length - kept.size,
		missing,
		kept: [...kept].map(([media_id, reason]) => ({ media_id, reason })),
	};
}
