/** Photos sent to be recognised: kept all together, looked at by the workers, answered when that is done. */
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import type { Sending, UploadForm } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import {
	type Arrival,
	arrive,
	discard,
	holdToRoom,
	receive,
	stagedOf,
} from "#lib/media/media.service.ts";
import { wantFaces } from "#lib/people/faces.service.ts";
import { writeLog } from "#lib/people/people.jobs.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import {
	batchGone,
	faultText,
	noPhotos,
	RECOGNITION_TYPES,
	statusOf,
	summarize,
	tooManyPhotos,
} from "./recognition.policy.ts";
import * as repo from "./recognition.repo.ts";
import type { Recognized } from "./recognition.schema.ts";
import * as logs from "./recognition-logs.repo.ts";

const FIELD = /^photos(\[\])?$/;

/** Stages the photos of a form; files under other names are passed over. Then, or none of them stays. */
async function stagePhotos(form: UploadForm): Promise<Arrival[]> {
	const arrivals: Arrival[] = [];
	try {
		for await (const file of form.files())
			if (FIELD.test(file.field)) arrivals.push(await arrive(file, RECOGNITION_TYPES));
		if (arrivals.length === 0) throw noPhotos();
		return arrivals;
	} catch (error) {
		await discard(stagedOf(arrivals).map(({ mediaId }) => mediaId));
		throw isAppError(error, "TOO_MANY_FILES") ? tooManyPhotos(form.limits.files) : error;
	}
}

/** Batches of one second, before their random digits are all taken. */
const TRIES = 50;

async function insertBatch(tx: Tx, batch: Parameters<typeof repo.insertBatch>[1]) {
	for (let left = TRIES; left > 0; left--) {
		const id = await repo.insertBatch(tx, batch, randomInt(10_000));
		if (id !== null) return id;
	}
	throw new AppError("OVERLOADED", { message: "Too many photos at once. Please try again" });
}

/** Makes a batch of what has arrived: each an entry, those that could not be taken with the reason. */
async function keepBatch(
	user: NonNullable<Actor["user"]>,
	arrivals: readonly Arrival[],
): Promise<string> {
	const { id: ownerId, domain, username: uploaderName } = user;
	const { limits } = config().recognition;
	const staged = stagedOf(arrivals);
	const entries = arrivals.map(({ fileName, staged: file, fault }, position) => {
		const error = fault && faultText(fault, limits);
		return { position, fileName, mediaId: file?.mediaId ?? null, error };
	});
	let batchId = "";
	const hold = async (tx: Tx) => {
		batchId = await insertBatch(tx, { ownerId, domain, total: arrivals.length });
	};
	const keep = async (tx: Tx) => {
		const mediaIds = staged.map(({ mediaId }) => mediaId);
		await wantFaces(tx, mediaIds);
		await repo.insertEntries(tx, batchId, entries);
		if (await repo.endFaulty(tx, batchId)) await enqueue(tx, writeLog, [{ batchId }]);
	};
	await receive({ ownerId, uploaderName, awaited: true, hold, keep }, staged);
	return batchId;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;

/** Waits until a batch is done, or the signal says that nobody waits for it any more. */
async function awaitBatch(batchId: string, signal: AbortSignal): Promise<void> {
	for (let wait = FIRST_PAUSE_MS; !signal.aborted; wait = Math.min(wait * 1.3, LONGEST_PAUSE_MS)) {
		const batch = await logs.findBatch(batchId);
		if (!batch || batch.done === batch.total) return;
		await pause(wait, undefined, { signal }).catch(() => {});
	}
}

async function toAnswer(batchId: string, wait: boolean): Promise<Recognized> {
	const batch = await logs.findBatch(batchId);
	if (!batch) throw batchGone();
	const { total, done } = batch;
	const status = statusOf(batch);
	const verb = status === "completed" ? "Processed" : "Processing";
	return {
		success: true,
		batch_id: batchId,
		total_uploaded: total,
		total_processed: done,
		summary: summarize(batch, await logs.listRecognized([batchId])),
		message: `${verb} ${total} photos. Check batch log for details.`,
		log_url: `/api/batch-photos/logs/${batchId}`,
		...(wait && status === "completed" ? {} : { status }),
	};
}

/**
 * Keeps a form's photos and says who is on them, or, where that takes too long or nobody waits, where it
 * will be said. Throws `NO_PHOTOS`, `BATCH_SIZE_EXCEEDED` and what the form is at fault; then nothing is
 * kept.
 */
export async function recognize(
	{ user }: Actor,
	{ form, signal, arrived }: Sending,
	{ wait }: { wait: boolean },
): Promise<Recognized> {
	if (!user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	await assertRoom(user.id);
	const arrivals = await stagePhotos(form);
	await holdToRoom(arrivals, user.id);
	arrived();
	const batchId = await keepBatch(user, arrivals);
	const patience = AbortSignal.timeout(config().recognition.waitMs);
	if (wait) await awaitBatch(batchId, AbortSignal.any([signal, patience]));
	return toAnswer(batchId, wait);
}
