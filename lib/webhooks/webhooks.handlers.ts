/** What the worker does for webhooks. A try that was killed is made again: receivers know its id. */
import { config } from "#lib/config/config.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import * as repo from "./deliveries.repo.ts";
import { send } from "./send.ts";
import { tellBatchCompleted, tellPhotoReady, tellRecognitionCompleted } from "./webhooks.events.ts";
import { deliverWebhook } from "./webhooks.jobs.ts";
import { nextTry, offReasonOf, signDelivery } from "./webhooks.policy.ts";

type Due = NonNullable<Awaited<ReturnType<typeof repo.findDue>>>;

const KEEP_MS = 30 * 24 * 3600_000;
const SWEEP_LIMIT = 10_000;

/** A media is ready or has failed, in the transaction that makes it so. */
export async function settled(
	tx: Tx,
	{ id }: { id: string },
	outcome: "ready" | "failed",
): Promise<void> {
	if (outcome === "ready") await tellPhotoReady(tx, id);
}

/** A batch is done. */
export async function batchCompleted(batchId: string): Promise<void> {
	await inTransaction((tx) => tellBatchCompleted(tx, batchId));
}

/** A recognition is done. Safe to repeat. */
export async function recognitionCompleted(batchId: string): Promise<void> {
	await inTransaction((tx) => tellRecognitionCompleted(tx, batchId));
}

/** Makes the try that a delivery waits for. */
export async function deliver(deliveryId: string, tries: number): Promise<void> {
	const due = await repo.findDue(deliveryId, tries);
	if (!due) return;
	if (due.webhook.disabledAt !== null) return dropDelivery(due);
	const outcome = await post(due);
	await inTransaction((tx) => note(tx, due, outcome));
}

async function dropDelivery({ id, tries, statusCode, answer }: Due): Promise<void> {
	const dropped = { statusCode, answer, error: "switched_off" as const };
	const last = { state: "failed" as const, nextTryAt: null };
	await inTransaction((tx) => repo.noteTry(tx, id, tries, { ...dropped, ...last }));
}

function post({ id, payload, webhook }: Due): Promise<repo.Outcome> {
	const [body, timestamp] = [JSON.stringify(payload), Math.floor(Date.now() / 1000)];
	const headers = {
		"webhook-id": id,
		"webhook-timestamp": String(timestamp),
		"webhook-signature": signDelivery(webhook.secret, { id, timestamp, body }),
	};
	const { allowPrivate } = config().webhooks;
	return send({ url: webhook.url, headers, body, allowPrivate });
}

async function note(tx: Tx, { id, tries, webhook }: Due, outcome: repo.Outcome): Promise<void> {
	const now = new Date();
	if (!(await repo.holdWebhook(tx, webhook.id))) return;
	if (outcome.error === null) {
		const done = { state: "delivered" as const, nextTryAt: null, lastTryAt: now };
		if (await repo.noteTry(tx, id, tries, { ...outcome, ...done }))
			await repo.noteHealth(tx, webhook.id, { failingSince: null });
		return;
	}
	const nextTryAt = nextTry(tries + 1, now);
	const state = nextTryAt ? ("waiting" as const) : ("failed" as const);
	if (!(await repo.noteTry(tx, id, tries, { ...outcome, state, nextTryAt, lastTryAt: now })))
		return;
	const why = offReasonOf(webhook, outcome.statusCode, now);
	const failingSince = webhook.failingSince ?? now;
	const off = why === null ? {} : { disabledAt: now, note: why };
	await repo.noteHealth(tx, webhook.id, { failingSince, ...off });
	if (nextTryAt)
		await enqueue(tx, deliverWebhook, [{ deliveryId: id, tries: tries + 1 }], { after: nextTryAt });
}

/** Forgets deliveries of long ago. */
export async function sweep(now = Date.now()): Promise<void> {
	while ((await repo.deleteBefore(new Date(now - KEEP_MS), SWEEP_LIMIT)) === SWEEP_LIMIT);
}
