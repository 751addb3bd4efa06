/** What webhooks are told once, however often the job runs, and when they are given up. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import {
	batchCompleted,
	deliver,
	recognitionCompleted,
	sweep,
} from "#lib/webhooks/webhooks.handlers.ts";
import { createWebhook, testWebhook } from "#lib/webhooks/webhooks.service.ts";
import { eventually } from "#tests/support/api.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { openServices, type Services } from "#tests/support/services.ts";

const DAY = 24 * 3600_000;

let services: Services;
let receiver: Receiver;
beforeAll(async () => {
	services = await openServices({ WEBHOOK_ALLOW_PRIVATE: "1" });
	receiver = await startReceiver();
});
afterAll(async () => {
	receiver.close();
	await services.close();
});

const ownerId = () => services.photographer.user?.id ?? "";

async function aWebhook(event: "batch.completed" | "recognition.completed" | "photo.ready") {
	const url = receiver.at(`/${newId()}`);
	return createWebhook(services.photographer, { url, events: [event] });
}

const deliveriesOf = (webhookId: string) =>
	db().webhookDelivery.findMany({ where: { webhookId }, orderBy: { id: "asc" } });

describe("what is told once", () => {
	it("is a recognition, when it is done", async () => {
		const { id: webhookId } = await aWebhook("recognition.completed");
		const id = "20261120_100000_0001";
		await db().recognitionBatch.create({
			data: { id, ownerId: ownerId(), domain: "default", total: 2 },
		});
		await recognitionCompleted(id);
		expect(await deliveriesOf(webhookId)).toEqual([]);
		await db().recognitionBatch.update({ where: { id }, data: { completedAt: new Date() } });
		await Promise.all([1, 2, 3].map(() => recognitionCompleted(id)));
		const { id: late } = await aWebhook("recognition.completed");
		await recognitionCompleted(id);
		expect(await deliveriesOf(late)).toEqual([]);
		const told = await deliveriesOf(webhookId);
		expect(told.map(({ payload }) => payload)).toEqual([
			expect.objectContaining({ data: { id, domain: "default", total: 2 } }),
		]);
	});

	it("is a batch, each time that it is done", async () => {
		const { id: webhookId } = await aWebhook("batch.completed");
		const id = newId();
		const completedAt = new Date();
		await db().batch.create({ data: { id, ownerId: ownerId(), total: 1, completedAt } });
		for (let n = 0; n < 2; n++) await batchCompleted(id);
		expect(await deliveriesOf(webhookId)).toHaveLength(1);
		const later = new Date(completedAt.getTime() + 1);
		await db().batch.update({ where: { id }, data: { completedAt: later } });
		await batchCompleted(id);
		expect(await deliveriesOf(webhookId)).toHaveLength(2);
		const longAgo = new Date(Date.now() - 8 * DAY);
		await db().batch.update({ where: { id }, data: { completedAt: longAgo } });
		await batchCompleted(id);
		expect(await deliveriesOf(webhookId)).toHaveLength(2);
	});
});

describe("a try", () => {
	it("waits for the deletion of its webhook, and is nobody's then", async () => {
		const { id } = await aWebhook("photo.ready");
		const sent = await testWebhook(services.photographer, id);
		const trying = await inTransaction(async (tx) => {
			await tx.$queryRaw`SELECT 1 FROM webhooks WHERE id = ${id}::uuid FOR UPDATE`;
			const running = deliver(sent.id, 0);
			const waiting = () => tx.$queryRaw<unknown[]>`
				SELECT 1 FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'`;
			await eventually(waiting, (rows) => rows.length > 0);
			await tx.webhook.delete({ where: { id } });
			return { running };
		});
		await trying.running;
		expect(await deliveriesOf(id)).toEqual([]);
	});

	it("is made once, and a late twin makes none", async () => {
		const { id, url } = await aWebhook("photo.ready");
		const sent = await testWebhook(services.photographer, id);
		await deliver(sent.id, 0);
		await deliver(sent.id, 0);
		expect(receiver.received(new URL(url).pathname)).toHaveLength(1);
		const [delivery] = await deliveriesOf(id);
		expect(delivery).toMatchObject({ state: "delivered", tries: 1, statusCode: 204 });
	});

	it("is the last after nine, and after three days of them the webhook is switched off", async () => {
		const { id, url } = await aWebhook("photo.ready");
		const path = new URL(url).pathname;
		receiver.answers(path, ...Array.from({ length: 20 }, () => 500));
		const sent = await testWebhook(services.photographer, id);
		for (let tries = 0; tries < 9; tries++) await deliver(sent.id, tries);
		expect(await deliveriesOf(id)).toMatchObject([{ state: "failed", tries: 9, nextTryAt: null }]);
		expect(receiver.received(path)).toHaveLength(9);
		const long = new Date(Date.now() - 3 * DAY - 1000);
		await db().webhook.update({ where: { id }, data: { failingSince: long } });
		const next = await testWebhook(services.photographer, id);
		await deliver(next.id, 0);
		const webhook = await db().webhook.findUniqueOrThrow({ where: { id } });
		expect(webhook.disabledAt).not.toBeNull();
		expect(webhook.note).toBe("unreachable");
		await deliver(next.id, 1);
		const [, dropped] = await deliveriesOf(id);
		expect(dropped).toMatchObject({ state: "failed", error: "switched_off" });
		expect(receiver.received(path)).toHaveLength(10);
	});

	it("is forgotten after thirty days", async () => {
		const { id } = await aWebhook("photo.ready");
		const [old, fresh] = [
			await testWebhook(services.photographer, id),
			await testWebhook(services.photographer, id),
		];
		const createdAt = new Date(Date.now() - 31 * DAY);
		await db().webhookDelivery.update({ where: { id: old.id }, data: { createdAt } });
		await sweep();
		expect((await deliveriesOf(id)).map((delivery) => delivery.id)).toEqual([fresh.id]);
	});
});
