/** Every job there is: what `prepare` makes queues for. */
import {
	batchCompleted,
	ingestArchive,
	regroupBatch,
	removeBatch,
} from "#lib/batches/sheets.jobs.ts";
import { sweepDownloadsJob } from "#lib/downloads/downloads.jobs.ts";
import { sweepKeysJob } from "#lib/http/http.jobs.ts";
import { removeObjects, renderMedia, sweepMedia } from "#lib/media/media.jobs.ts";
import { findFaces, groupFaces, sweepFaces } from "#lib/people/faces.jobs.ts";
import { sweepPictures, writeLog } from "#lib/people/people.jobs.ts";
import type { AnyJob } from "#lib/queue/queue.ts";
import { removeLog } from "#lib/recognition/recognition.jobs.ts";
import { sweepUploadsJob } from "#lib/uploads/uploads.jobs.ts";
import { addUpUsage } from "#lib/usage/usage.jobs.ts";
import { deliverWebhook, sweepDeliveries } from "#lib/webhooks/webhooks.jobs.ts";

export const JOBS: readonly AnyJob[] = [
	...[renderMedia, removeObjects, sweepMedia],
	...[ingestArchive, regroupBatch, batchCompleted, removeBatch],
	...[findFaces, groupFaces, sweepFaces],
	...[writeLog, removeLog, sweepPictures],
	...[deliverWebhook, sweepDeliveries],
	...[sweepKeysJob, sweepUploadsJob, sweepDownloadsJob, addUpUsage],
];
