/** What a caller may reach of an event's media. Guests have no part in it: these are originals. */
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import { assertId, zoneNotFound } from "./zones.policy.ts";
import * as repo from "./zones.repo.ts";

type MediaAction = "media:list" | "media:edit";

/** Throws `VALIDATION_ERROR` for what is no id, `EVENT_NOT_FOUND` for what is another's. */
export async function authorizeMedia(
	actor: Actor,
	action: MediaAction,
	eventId: string,
): Promise<EventProof> {
	assertId("event_id", eventId);
	return authorize(actor, action, eventId);
}

/** Throws `ZONE_NOT_FOUND`, and what `authorizeMedia` does. */
export async function authorizeZone(
	actor: Actor,
	action: MediaAction,
	eventId: string,
	zoneId: string,
): Promise<{ proof: EventProof; zone: repo.ZoneRow }> {
	const proof = await authorizeMedia(actor, action, eventId);
	const zone = isUuid(zoneId) ? await repo.findZone(proof.event.id, zoneId) : null;
	if (!zone) throw zoneNotFound(zoneId, eventId);
	return { proof, zone };
}
