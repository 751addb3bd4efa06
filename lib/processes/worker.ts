/** The worker: takes jobs and runs their bodies. As many as wanted, on as many machines. */
import { regroup } from "#lib/batches/groups.handlers.ts";
import * as sheets from "#lib/batches/sheets.handlers.ts";
import {
	batchCompleted,
	ingestArchive,
	regroupBatch,
	removeBatch,
} from "#lib/batches/sheets.jobs.ts";
import { config } from "#lib/config/config.ts";
import { log } from "#lib/core/log.ts";
import { closeDb } from "#lib/db/client.ts";
import { closeLocks } from "#lib/db/locks.ts";
import { sweepDownloads } from "#lib/downloads/downloads.handlers.ts";
import { sweepDownloadsJob } from "#lib/downloads/downloads.jobs.ts";
import { sweepKeysJob } from "#lib/http/http.jobs.ts";
import { sweepKeys } from "#lib/http/idempotency.ts";
import { createImagingPool } from "#lib/imaging/pool.ts";
import * as media from "#lib/media/media.handlers.ts";
import { removeObjects, renderMedia, sweepMedia } from "#lib/media/media.jobs.ts";
import { startFigures } from "#lib/operations/job-figures.ts";
import { sweepEvents } from "#lib/people/event-faces.handlers.ts";
import { groupFaces } from "#lib/people/event-groups.handlers.ts";
import * as faces from "#lib/people/faces.handlers.ts";
import * as faceJobs from "#lib/people/faces.jobs.ts";
import * as people from "#lib/people/people.handlers.ts";
import { sweepPictures, writeLog } from "#lib/people/people.jobs.ts";
import { consume, type JobBody } from "#lib/queue/consumer.ts";
import { closeQueue } from "#lib/queue/queue.ts";
import * as recognition from "#lib/recognition/recognition.handlers.ts";
import { removeLog } from "#lib/recognition/recognition.jobs.ts";
import { sweepUploads } from "#lib/uploads/uploads.handlers.ts";
import { sweepUploadsJob } from "#lib/uploads/uploads.jobs.ts";
import { addUpUsage } from "#lib/usage/usage.jobs.ts";
import { addUpUse } from "#lib/usage/usage.service.ts";
import * as webhooks from "#lib/webhooks/webhooks.handlers.ts";
import { deliverWebhook, sweepDeliveries } from "#lib/webhooks/webhooks.jobs.ts";
import { onStop, tellReady } from "./child.ts";
import { startMoving } from "./mover.ts";

process.title = "potret-worker";
// What this process writes is for its user alone.
process.umask(0o077);

const pool = createImagingPool(config().imaging);
const tools: media.RenderTools = {
	pool,
	hold: async (tx, held) => {
		await sheets.hold(tx, held);
		await recognition.hold(tx, held);
	},
	settled: async (tx, settled, outcome) => {
		await sheets.settled(tx, settled, outcome);
		await recognition.settled(tx, settled, outcome);
		await faces.settled(tx, settled, outcome);
		await webhooks.settled(tx, settled, outcome);
	},
};
const faceTools: faces.FaceTools = { pool, consider: recognition.consider };
const figures = startFigures();

/** What is left of media that were deleted: first what tells faces, since a store that is away ends it. */
async function removeMedia(mediaIds: readonly string[], deletedAt?: string): Promise<void> {
	const purged = await media.purge(mediaIds, deletedAt);
	await faces.forget(purged);
	await media.removeObjects(purged);
}

/** A recognition is done, or was done before and people have changed since: that is not told again. */
async function endRecognition(batchId: string): Promise<void> {
	await webhooks.recognitionCompleted(batchId);
	await recognition.keepLog(batchId);
}

const bodies: JobBody[] = [
	{ job: renderMedia, run: (payload) => media.renderMedia(payload.mediaId, tools) },
	{ job: removeObjects, run: (payload) => removeMedia(payload.mediaIds, payload.deletedAt) },
	{ job: ingestArchive, run: (payload) => sheets.ingest(payload.batchId) },
	{ job: regroupBatch, run: (payload) => regroup(payload.batchId) },
	{ job: batchCompleted, run: (payload) => webhooks.batchCompleted(payload.batchId) },
	{ job: removeBatch, run: (payload) => sheets.removeArchive(payload.batchId) },
	{ job: faceJobs.findFaces, run: (payload) => faces.findFaces(payload.mediaId, faceTools) },
	{ job: faceJobs.groupFaces, run: (payload) => groupFaces(payload.eventId) },
	{ job: writeLog, run: (payload) => endRecognition(payload.batchId) },
	{ job: removeLog, run: (payload) => recognition.forgetLog(payload.batchId) },
	{ job: sweepPictures, run: () => people.sweep() },
	{ job: deliverWebhook, run: (payload) => webhooks.deliver(payload.deliveryId, payload.tries) },
	{ job: sweepDeliveries, run: () => webhooks.sweep() },
	{ job: sweepMedia, run: () => media.sweep() },
	{ job: faceJobs.sweepFaces, run: () => sweepEvents() },
	{ job: sweepKeysJob, run: () => sweepKeys() },
	{ job: sweepDownloadsJob, run: () => sweepDownloads() },
	{ job: sweepUploadsJob, run: () => sweepUploads() },
	{ job: addUpUsage, run: () => addUpUse() },
];
const consumer = await consume(bodies, figures);

const mover = startMoving();

onStop(async () => {
	await mover.stop();
	await consumer.stop(config().drainMs);
	await figures.stop();
	await pool.close();
	await closeQueue();
	await closeLocks();
	await closeDb();
});

log.info({ concurrency: config().imaging.concurrency }, "the worker takes jobs");
tellReady({ ready: true });
