/** Webhooks: addresses of a user that are told of what happens, and how that went. */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { config } from "#lib/config/config.ts";
import { type Actor, personBehind } from "#lib/core/actor.ts";
import { isPublicAddress } from "#lib/core/addresses.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid, newId } from "#lib/core/ids.ts";
import { inTransaction } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { wake } from "./deliveries.repo.ts";
import { tell } from "./webhooks.events.ts";
import { deliverWebhook } from "./webhooks.jobs.ts";
import { literalAddress } from "./webhooks.policy.ts";
import * as repo from "./webhooks.repo.ts";
import type { deliveryQuery, webhookCreate, webhookPatch } from "./webhooks.schema.ts";
import { toDelivery, toInfo, toListed } from "./webhooks.view.ts";

/** Of one user. */
const MOST = 20;

const notFound = () => new AppError("WEBHOOK_NOT_FOUND", { message: "There is no such webhook" });
const noDelivery = () =>
	new AppError("DELIVERY_NOT_FOUND", { message: "There is no such delivery" });

/** What an address by name leads to is looked at with each delivery. */
function assertPublic(url: string | undefined): void {
	const address = url === undefined ? null : literalAddress(url);
	if (address === null || config().webhooks.allowPrivate || isPublicAddress(address)) return;
	throw new AppError("ADDRESS_NOT_PUBLIC", { message: "This address is not on the internet" });
}

/** The secret is in this answer only. Keys have no say in where things are sent: `FORBIDDEN`, as all here. */
export async function createWebhook(actor: Actor, { url, events }: z.infer<typeof webhookCreate>) {
	const userId = personBehind(actor).id;
	assertPublic(url);
	const secret = `whsec_${randomBytes(32).toString("base64")}`;
	const given = { userId, url, events, secret };
	const row = await inTransaction((tx) => repo.insertWebhook(tx, given, MOST));
	if (!row)
		throw new AppError("TOO_MANY_WEBHOOKS", { message: `There are ${MOST} of ${MOST} webhooks` });
	return { ...toInfo(row), secret };
}

export async function listWebhooks(actor: Actor) {
	const rows = await repo.listWebhooks(personBehind(actor).id);
	const newest = await repo.newestDeliveries(rows.map(({ id }) => id));
	const byWebhook = new Map(newest.map((row) => [row.webhookId, row]));
	return { webhooks: rows.map((row) => toListed(row, byWebhook.get(row.id))) };
}

async function getWebhook(actor: Actor, id: string): Promise<repo.WebhookRow> {
	const userId = personBehind(actor).id;
	const row = isUuid(id) ? await repo.findWebhook(userId, id) : null;
	if (!row) throw notFound();
	return row;
}

/** Switched on again, it is as if nothing had failed. */
export async function changeWebhook(
	actor: Actor,
	id: string,
	{ url, events, enabled }: z.infer<typeof webhookPatch>,
) {
	const { userId } = await getWebhook(actor, id);
	assertPublic(url);
	const change: repo.WebhookChange = {
		...(url === undefined ? {} : { url }),
		...(events === undefined ? {} : { events }),
		...(enabled === undefined ? {} : { note: null, failingSince: null }),
		...(enabled === undefined ? {} : { disabledAt: enabled ? null : new Date() }),
	};
	const row = await repo.updateWebhook(userId, id, change);
	if (!row) throw notFound();
	return toInfo(row);
}

export async function deleteWebhook(actor: Actor, id: string): Promise<void> {
	const userId = personBehind(actor).id;
	if (!isUuid(id) || !(await repo.deleteWebhook(userId, id))) throw notFound();
}

/** Sends something to look at, whatever the webhook is for. */
export async function testWebhook(actor: Actor, id: string) {
	const webhook = await getWebhook(actor, id);
	const data = { message: "Potret can reach this address." };
	const about = { occasion: newId(), event: "webhook.test" as const, at: new Date(), data };
	const [deliveryId] = await inTransaction((tx) => tell(tx, [webhook.id], about));
	return getDelivery(webhook.id, deliveryId ?? "");
}

async function getDelivery(webhookId: string, id: string) {
	const row = isUuid(id) ? await repo.findDelivery(webhookId, id) : null;
	if (!row) throw noDelivery();
	return toDelivery(row);
}

export async function listDeliveries(
	actor: Actor,
	id: string,
	{ cursor, limit }: z.infer<typeof deliveryQuery>,
) {
	const webhook = await getWebhook(actor, id);
	const rows = await repo.listDeliveries(webhook.id, { cursor, limit: limit + 1 });
	const page = rows.slice(0, limit);
	const next_cursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
	return { deliveries: page.map(toDelivery), next_cursor };
}

/** Tries once more, now. Throws `NOTHING_TO_RETRY` for what was delivered. */
export async function retryDelivery(actor: Actor, id: string, deliveryId: string) {
	const webhook = await getWebhook(actor, id);
	await getDelivery(webhook.id, deliveryId);
	await inTransaction(async (tx) => {
		const woken = await wake(tx, deliveryId, new Date());
		if (!woken)
			throw new AppError("NOTHING_TO_RETRY", { message: "This has been delivered already" });
		await enqueue(tx, deliverWebhook, [{ deliveryId, tries: woken.tries }]);
	});
	return getDelivery(webhook.id, deliveryId);
}
