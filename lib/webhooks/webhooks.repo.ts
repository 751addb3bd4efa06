import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { WebhookEvent } from "./webhooks.values.ts";

export type WebhookRow = Prisma.WebhookGetPayload<object>;
export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<object>;

/** Null where the user has as many as they may. Of several at once, one after the other. */
export async function insertWebhook(
	tx: Tx,
	webhook: { userId: string; url: string; events: readonly string[]; secret: string },
	most: number,
): Promise<WebhookRow | null> {
	await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${webhook.userId}::uuid FOR UPDATE`;
	if ((await tx.webhook.count({ where: { userId: webhook.userId } })) >= most) return null;
	return tx.webhook.create({ data: { ...webhook, id: newId(), events: [...webhook.events] } });
}

export function listWebhooks(userId: string): Promise<WebhookRow[]> {
	return db().webhook.findMany({ where: { userId }, orderBy: { id: "asc" } });
}

/** Null where this user has no such webhook. */
export function findWebhook(userId: string, id: string): Promise<WebhookRow | null> {
	return db().webhook.findFirst({ where: { id, userId } });
}

export interface WebhookChange {
	url?: string;
	events?: string[];
	disabledAt?: Date | null;
	failingSince?: Date | null;
	note?: string | null;
}

/** Null where this user has no such webhook. */
export async function updateWebhook(
	userId: string,
	id: string,
	change: WebhookChange,
): Promise<WebhookRow | null> {
	const [row] = await db().webhook.updateManyAndReturn({ where: { id, userId }, data: change });
	return row ?? null;
}

/** False where this user has no such webhook. */
export async function deleteWebhook(userId: string, id: string): Promise<boolean> {
	return (await db().webhook.deleteMany({ where: { id, userId } })).count > 0;
}

/** Of each webhook the last that it was told, without what that said. */
export function newestDeliveries(
	webhookIds: readonly string[],
): Promise<Omit<DeliveryRow, "payload">[]> {
	return db().$queryRaw<Omit<DeliveryRow, "payload">[]>`
		SELECT d.* FROM unnest(${webhookIds}::uuid[]) AS w (id) CROSS JOIN LATERAL (
			SELECT id, webhook_id AS "webhookId", occasion, event, state::text, tries,
				created_at AS "createdAt", next_try_at AS "nextTryAt", last_try_at AS "lastTryAt",
				status_code AS "statusCode", answer, error
			FROM webhook_deliveries WHERE webhook_id = w.id ORDER BY id DESC LIMIT 1
		) d`;
}

/** The newest first, from behind `cursor`. */
export function listDeliveries(
	webhookId: string,
	{ cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<DeliveryRow[]> {
	return db().webhookDelivery.findMany({
		where: { webhookId, ...(cursor ? { id: { lt: cursor } } : {}) },
		orderBy: { id: "desc" },
		take: limit,
	});
}

export function findDelivery(webhookId: string, id: string): Promise<DeliveryRow | null> {
	return db().webhookDelivery.findFirst({ where: { id, webhookId } });
}

export interface Photo {
	id: string;
	eventId: string | null;
	batchId: string | null;
	album: string | null;
	fileName: string;
	contentType: string;
	width: number | null;
	height: number | null;
}

/** The webhooks that want to hear of a photo, with what they hear: of an event's, its owner's. */
export function photoListeners(tx: Tx, mediaId: string, event: WebhookEvent) {
	return tx.$queryRaw<(Photo & { webhookId: string })[]>`
		SELECT w.id AS "webhookId", m.id, m.event_id AS "eventId", m.batch_id AS "batchId", m.album,
			m.file_name AS "fileName", m.content_type AS "contentType", m.width, m.height
		FROM media m LEFT JOIN events e ON e.id = m.event_id
		JOIN webhooks w ON w.user_id = coalesce(e.owner_id, m.owner_id)
		JOIN users u ON u.id = w.user_id AND u.disabled_at IS NULL
		WHERE m.id = ${mediaId}::uuid AND m.kind = 'image'
			AND w.disabled_at IS NULL AND ${event} = ANY (w.events)`;
}

/** The webhooks of a user that want to hear of something, and were there when it happened. */
export async function listeners(
	tx: Tx,
	userId: string,
	event: WebhookEvent,
	at: Date,
): Promise<string[]> {
	const rows = await tx.webhook.findMany({
		where: {
			...{ userId, disabledAt: null, events: { has: event }, createdAt: { lte: at } },
			user: { disabledAt: null },
		},
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}

/** A batch that is done, by whoever's it is; null for nobody's, and for one that goes on. */
export async function findDoneBatch(tx: Tx, id: string) {
	const batch = await tx.batch.findUnique({ where: { id } });
	if (!batch?.completedAt || batch.ownerId === null) return null;
	return { ...batch, completedAt: batch.completedAt, ownerId: batch.ownerId };
}

/** A recognition whose photos were all looked at; null for one that goes on. */
export async function findDoneRecognition(tx: Tx, id: string) {
	const batch = await tx.recognitionBatch.findUnique({ where: { id } });
	return batch?.completedAt ? { ...batch, completedAt: batch.completedAt } : null;
}

export interface NewDelivery {
	webhookId: string;
	occasion: string;
	event: string;
	payload: Prisma.InputJsonObject;
}

/** Ids of those that are new: of an occasion a webhook is told once. */
export async function insertDeliveries(
	tx: Tx,
	deliveries: readonly NewDelivery[],
): Promise<string[]> {
	const data = deliveries.map((delivery) => ({ ...delivery, id: newId(), nextTryAt: new Date() }));
	const rows = await tx.webhookDelivery.createManyAndReturn({
		data,
		skipDuplicates: true,
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}
