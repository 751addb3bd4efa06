/** What is new in an event, for a screen that shows it as it comes. */
import type { z } from "zod";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { authorize } from "#lib/events/events.service.ts";
import { cursorAfter, readSince } from "./arrived.policy.ts";
import * as repo from "./arrived.repo.ts";
import { galleryOf } from "./gallery.repo.ts";
import { rightsOf } from "./media.offers.ts";
import type { arrivedQuery, PhotosArrived } from "./media.schema.ts";
import { toPhoto } from "./media.view.ts";

/** So long, and the addresses of a photo's files are over: who still shows it asks for it, and is told. */
const addressesMs = () => 2 * config().fileUrlMs;

/**
 * Photos that became ready since an answer before, whose `cursor` is `since`; without it, the last ones.
 * Goes back a little, so that none is missed that was committed late: some come twice. Throws
 * `VALIDATION_ERROR` for another `since`, and what `authorize` does.
 */
export async function listArrived(
	actor: Actor,
	eventId: string,
	{ since, limit }: z.infer<typeof arrivedQuery>,
): Promise<PhotosArrived> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const gallery = galleryOf(proof);
	const from = since === undefined ? null : readSince(since);
	// Before the photos are read: what is ready by then is among them.
	const now = await repo.now();
	const rows = await repo.listArrived(gallery, from, limit);
	const goneSince = Math.max(from?.at.getTime() ?? 0, now.getTime() - addressesMs());
	return {
		photos: rows.map((row) => toPhoto(row, rightsOf(proof))),
		gone: from ? await repo.listGone(gallery, new Date(goneSince)) : [],
		cursor: cursorAfter(rows, { full: rows.length === limit, now }),
	};
}
