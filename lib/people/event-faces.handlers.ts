/** The worker's care for face data: deleted when its time is over, looked for where it is missing. */
import { config } from "#lib/config/config.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction } from "#lib/db/client.ts";
import { STRANDED_MS } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { deletionDay } from "./event-faces.policy.ts";
import * as repo from "./event-faces.repo.ts";
import { lookAtAll, sendLooks } from "./event-faces.service.ts";
import { deleteFaceless, lockPeople } from "./event-people.repo.ts";
import { groupFaces } from "./faces.jobs.ts";
import { deleteFaces, holdEventFaces } from "./faces.repo.ts";

const SWEEP_LIMIT = 1000;

/** Runs by the clock; each step may be left to the next time. */
export async function sweepEvents(now = Date.now()): Promise<void> {
	await inTransaction(async (tx) => {
		const left = await repo.findLeft(SWEEP_LIMIT);
		await repo.unwant(tx, left);
		await deleteFaces(tx, left);
	});
	for (const event of await repo.listWithFaces()) {
		const day = deletionDay(event, config().faces.retentionDays);
		if (event.deletedAt || day.getTime() <= now) await forgetEvent(event.id);
		else await completeEvent(event.id);
	}
	await inTransaction(async (tx) => {
		const before = new Date(now - STRANDED_MS);
		await sendLooks(tx, await repo.takeStranded(tx, before, SWEEP_LIMIT));
	});
}

async function forgetEvent(eventId: string): Promise<void> {
	await inTransaction(async (tx) => {
		await repo.lockSettings(tx, eventId);
		await repo.switchOff(tx, eventId);
	});
	log.info({ eventId }, "the faces of an event were deleted");
}

/** Photos that came in while faces were being switched on, or from another event; and what is left of people. */
async function completeEvent(eventId: string): Promise<void> {
	await inTransaction(async (tx) => {
		if (!(await holdEventFaces(tx, eventId))) return;
		await lockPeople(tx, eventId);
		await lookAtAll(tx, eventId);
		await deleteFaceless(tx, eventId);
		await enqueue(tx, groupFaces, [{ eventId }]);
	});
}
