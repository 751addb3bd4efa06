/** What webhooks are told, written down in the transaction in which it happens. */
import type { Tx } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { deliverWebhook } from "./webhooks.jobs.ts";
import * as repo from "./webhooks.repo.ts";
import type { WebhookEvent } from "./webhooks.values.ts";

export interface Occasion {
	/** A webhook is told of each once. */
	occasion: string;
	event: WebhookEvent | "webhook.test";
	at: Date;
	/** In snake case: what its receiver reads. */
	data: Record<string, string | number | boolean | null>;
}

/** Notes one delivery for each webhook, and sends their jobs. Returns the ids of those that are new. */
export async function tell(
	tx: Tx,
	webhookIds: readonly string[],
	{ occasion, event, at, data }: Occasion,
): Promise<string[]> {
	if (webhookIds.length === 0) return [];
	const payload = { type: event, timestamp: at.toISOString(), data };
	const rows = webhookIds.map((webhookId) => ({ webhookId, occasion, event, payload }));
	const ids = await repo.insertDeliveries(tx, rows);
	const payloads = ids.map((deliveryId) => ({ deliveryId, tries: 0 }));
	await enqueue(tx, deliverWebhook, payloads);
	return ids;
}

/** A photo can be looked at, once more where it was rendered again. */
export async function tellPhotoReady(tx: Tx, mediaId: string): Promise<void> {
	const [first, ...others] = await repo.photoListeners(tx, mediaId, "photo.ready");
	// Nobody listens: one look at an index is all that most photos cost.
	if (!first) return;
	const at = new Date();
	const webhookIds = [first, ...others].map(({ webhookId }) => webhookId);
	const data = {
		...{ id: first.id, event_id: first.eventId, batch_id: first.batchId, album: first.album },
		...{ filename: first.fileName, content_type: first.contentType },
		...{ width: first.width, height: first.height },
	};
	const occasion = `photo.ready:${mediaId}:${at.getTime()}`;
	await tell(tx, webhookIds, { occasion, event: "photo.ready", at, data });
}

/** Of what is older it may be forgotten that it was told. */
const NEWS_MS = 7 * 24 * 3600_000;

async function listenersOf(tx: Tx, userId: string, event: WebhookEvent, at: Date) {
	if (at.getTime() < Date.now() - NEWS_MS) return [];
	return repo.listeners(tx, userId, event, at);
}

/** A batch is done, with its last image or without any; once more where a retry made it go on. */
export async function tellBatchCompleted(tx: Tx, batchId: string): Promise<void> {
	const batch = await repo.findDoneBatch(tx, batchId);
	if (!batch) return;
	const at = batch.completedAt;
	const data = {
		...{ id: batch.id, event_id: batch.eventId, task_id: batch.taskId, filename: batch.fileName },
		...{ total: batch.total, processed: batch.processed, failed: batch.failed },
		error: batch.errorCode,
	};
	const occasion = `batch.completed:${batchId}:${at.getTime()}`;
	const webhookIds = await listenersOf(tx, batch.ownerId, "batch.completed", at);
	await tell(tx, webhookIds, { occasion, event: "batch.completed", at, data });
}

/** Every photo of a recognition was looked at. */
export async function tellRecognitionCompleted(tx: Tx, batchId: string): Promise<void> {
	const batch = await repo.findDoneRecognition(tx, batchId);
	if (!batch) return;
	const { id, domain, total, completedAt: at } = batch;
	const webhookIds = await listenersOf(tx, batch.ownerId, "recognition.completed", at);
	const told = { occasion: `recognition.completed:${id}`, at, data: { id, domain, total } };
	await tell(tx, webhookIds, { ...told, event: "recognition.completed" });
}
