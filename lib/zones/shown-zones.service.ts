/** An event's zones as parts of its gallery, for all who may look at it. */
import type { Actor } from "#lib/core/actor.ts";
import { authorize } from "#lib/events/events.service.ts";
import { countByZone } from "#lib/media/media.service.ts";
import * as repo from "./zone-pages.repo.ts";
import { MOST_SHOWN, type ZonesShown } from "./zone-pages.schema.ts";

/**
 * The zones that have a title and a photo that the caller sees, in the order in which their first photos
 * were taken; others are not told of. Throws as `authorize` does.
 */
export async function listShownZones(actor: Actor, eventId: string): Promise<ZonesShown> {
	const proof = await authorize(actor, "gallery:view", eventId);
	const parts = new Map((await countByZone(proof)).map((part) => [part.zoneId, part]));
	const named = parts.size > 0 ? await repo.listNamed(proof.event.id, [...parts.keys()]) : [];
	const inOrder = named
		.flatMap((zone) => {
			const part = parts.get(zone.id);
			return part ? [{ zone, part }] : [];
		})
		.sort(
			(a, b) => a.part.first.getTime() - b.part.first.getTime() || (a.zone.id < b.zone.id ? -1 : 1),
		);
	return {
		zones: inOrder
			.slice(0, MOST_SHOWN)
			.map(({ zone, part }) => ({ ...zone, photo_count: part.photos })),
		total: inOrder.length,
	};
}
