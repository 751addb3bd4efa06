import { db, type Tx } from "#lib/db/client.ts";
import type { DeliveryFault, OffReason } from "./webhooks.schema.ts";

/** A delivery that waits for just this try, with where it goes; null where it was made, or is no more. */
export function findDue(id: string, tries: number) {
	return db().webhookDelivery.findFirst({
		where: { id, tries, state: "waiting" },
		include: { webhook: true },
	});
}

export interface Outcome {
	statusCode: number | null;
	answer: string | null;
	error: DeliveryFault | null;
}

/** Holds a webhook before its deliveries are changed, as a deletion does; false when it is gone. */
export async function holdWebhook(tx: Tx, id: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM webhooks WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
	return rows.length > 0;
}

/** Notes a try, once. False where another has noted it. */
export async function noteTry(
	tx: Tx,
	id: string,
	tries: number,
	next: Outcome & {
		state: "waiting" | "delivered" | "failed";
		nextTryAt: Date | null;
		lastTryAt?: Date;
	},
): Promise<boolean> {
	const { count } = await tx.webhookDelivery.updateMany({
		where: { id, tries, state: "waiting" },
		data: { ...next, tries: tries + 1 },
	});
	return count > 0;
}

/** It waits again, and is due. Null where it was delivered, or there is none. */
export async function wake(tx: Tx, id: string, now: Date): Promise<{ tries: number } | null> {
	const [row] = await tx.webhookDelivery.updateManyAndReturn({
		where: { id, state: { not: "delivered" } },
		data: { state: "waiting", nextTryAt: now },
		select: { tries: true },
	});
	return row ?? null;
}

/** What is thought of a webhook after a try. */
export async function noteHealth(
	tx: Tx,
	id: string,
	health: { failingSince: Date | null; disabledAt?: Date; note?: OffReason },
): Promise<void> {
	await tx.webhook.updateMany({ where: { id }, data: health });
}

/** Returns how many were forgotten. */
export async function deleteBefore(before: Date, most: number): Promise<number> {
	return db().$executeRaw`DELETE FROM webhook_deliveries WHERE id IN (
		SELECT id FROM webhook_deliveries WHERE created_at < ${before} LIMIT ${most})`;
}
