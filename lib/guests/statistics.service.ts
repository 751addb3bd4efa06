/** What became of an event, for its owner. */
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { authorize } from "#lib/events/events.service.ts";
import * as repo from "./statistics.repo.ts";
import type { EventStatistics } from "./statistics.schema.ts";

/** Its gallery was opened. Its owner's own looks do not count; what cannot be counted keeps nobody out. */
export async function noteView(actor: Actor, eventId: string): Promise<void> {
	try {
		const { owns } = await authorize(actor, "gallery:view", eventId);
		if (!owns && !isAdmin(actor)) await repo.countView(eventId);
	} catch (error) {
		log.warn({ err: error, eventId }, "a view was not counted");
	}
}

export async function getStatistics(actor: Actor, eventId: string): Promise<EventStatistics> {
	const { event } = await authorize(actor, "media:list", eventId);
	const [of, days] = await Promise.all([repo.readTotals(event.id), repo.listDays(event.id)]);
	return {
		...{ views: of.views, guests: of.guests },
		uploads: { photos: of.photos, bytes: of.photoBytes, by_guests: of.byGuests },
		downloads: { archives: of.archives, files: of.files, bytes: of.bytes },
		favourites: { hearts: of.hearts, photos: of.heartPhotos },
		days,
	};
}
