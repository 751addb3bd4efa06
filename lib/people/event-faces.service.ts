/** Faces in an event's photos: switched on by its owner, and forgotten when switched off. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { deletionDay } from "./event-faces.policy.ts";
import * as repo from "./event-faces.repo.ts";
import type { EventFaces, eventFacesPatch } from "./event-faces.schema.ts";
import { findFaces } from "./faces.jobs.ts";

const eventGone = () => new AppError("EVENT_NOT_FOUND", { message: "This event does not exist" });

/** For the owner and admins alone: others are told that there is no such event. */
export async function authorizeOwner(
	actor: Actor,
	action: "event:read" | "event:edit",
	eventId: string,
): Promise<EventProof> {
	const proof = await authorize(actor, action, eventId);
	if (!proof.owns) throw eventGone();
	return proof;
}

export async function getFaces(actor: Actor, eventId: string): Promise<EventFaces> {
	return view(await authorizeOwner(actor, "event:read", eventId));
}

async function view({ event }: EventProof): Promise<EventFaces> {
	const [settings, counts] = await Promise.all([
		repo.findSettings(event.id),
		repo.countFaces(event.id),
	]);
	if (!settings) throw eventGone();
	const { date, facesSince, guestFaceSearch } = settings;
	const day = facesSince && deletionDay({ date, facesSince }, config().faces.retentionDays);
	return {
		enabled: facesSince !== null,
		since: facesSince?.toISOString() ?? null,
		delete_on: day?.toISOString().slice(0, 10) ?? null,
		...counts,
		guest_search: guestFaceSearch,
	};
}

/** Switches faces on or off, as often as wanted: off, and everything found is deleted. */
export async function updateFaces(
	actor: Actor,
	eventId: string,
	{ enabled, guest_search: guestSearch }: z.infer<typeof eventFacesPatch>,
): Promise<EventFaces> {
	const proof = await authorizeOwner(actor, "event:edit", eventId);
	await inTransaction(async (tx) => {
		const settings = await repo.lockSettings(tx, proof.event.id);
		if (!settings) throw eventGone();
		if (guestSearch !== undefined) await repo.setGuestSearch(tx, settings.id, guestSearch);
		if (!enabled) await repo.switchOff(tx, settings.id);
		else if (!settings.facesSince) {
			await repo.switchOn(tx, settings.id);
			await lookAtAll(tx, settings.id);
		}
		if (enabled !== (settings.facesSince !== null))
			await audit(tx, actor, enabled ? "faces_on" : "faces_off", settings.id);
	});
	return view(proof);
}

/** Deletes all face data of an event and switches faces off. */
export async function deleteFaces(actor: Actor, eventId: string): Promise<void> {
	await updateFaces(actor, eventId, { enabled: false });
}

const JOBS_AT_ONCE = 1000;

/** Has all photos of an event looked at that were not. Returns how many these are. */
export async function lookAtAll(tx: Tx, eventId: string): Promise<number> {
	const mediaIds = await repo.wantAll(tx, eventId);
	await sendLooks(tx, mediaIds);
	return mediaIds.length;
}

/** Sends the jobs for media whose faces are wanted. */
export async function sendLooks(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	for (let at = 0; at < mediaIds.length; at += JOBS_AT_ONCE) {
		const some = mediaIds.slice(at, at + JOBS_AT_ONCE);
		await enqueue(
			tx,
			findFaces,
			some.map((mediaId) => ({ mediaId })),
		);
	}
}
