/** Webhooks and deliveries as their owner reads them. */
import { TRY_SECONDS } from "./webhooks.policy.ts";
import type { DeliveryRow, WebhookRow } from "./webhooks.repo.ts";
import { type DeliveryFault, deliveryFault, type OffReason, offReason } from "./webhooks.schema.ts";
import type { WebhookEvent } from "./webhooks.values.ts";

const NOTES: Record<OffReason, string> = {
	gone: "Switched off: the address answered that it is gone (410)",
	unreachable: "Switched off: nothing could be delivered for three days",
};

const SENTENCES: Record<Exclude<DeliveryFault, "answered">, string> = {
	late: `No answer within ${TRY_SECONDS} seconds`,
	no_host: "There is no such host",
	lookup: "The host name could not be looked up",
	nobody_listens: "Nothing listens at this address",
	cut: "The connection was cut",
	unreachable: "The host cannot be reached",
	insecure: "The connection could not be secured",
	not_public: "The address is not on the internet",
	switched_off: "The webhook is switched off",
	other: "The request failed",
};

/** Rows of before there were words have sentences, which are kept as they are. */
export function toInfo(row: WebhookRow) {
	const because = offReason.safeParse(row.note).data ?? null;
	return {
		...{ id: row.id, url: row.url, events: row.events as WebhookEvent[] },
		enabled: row.disabledAt === null,
		note: because ? NOTES[because] : row.note,
		off_because: because,
		failing_since: row.failingSince?.toISOString() ?? null,
		created_at: row.createdAt.toISOString(),
	};
}

function errorOf({ error, statusCode }: Pick<DeliveryRow, "error" | "statusCode">) {
	if (error === null) return { error, fault: null };
	const { data: fault } = deliveryFault.safeParse(error);
	if (!fault) return { error, fault: "other" as const };
	return { error: fault === "answered" ? `It answered ${statusCode}` : SENTENCES[fault], fault };
}

function toLast(row: Omit<DeliveryRow, "payload">) {
	return {
		...{ id: row.id, event: row.event, state: row.state, tries: row.tries },
		created_at: row.createdAt.toISOString(),
		last_try_at: row.lastTryAt?.toISOString() ?? null,
		...{ status_code: row.statusCode, ...errorOf(row) },
	};
}

export const toListed = (row: WebhookRow, last: Omit<DeliveryRow, "payload"> | undefined) => ({
	...toInfo(row),
	last_delivery: last ? toLast(last) : null,
});

export const toDelivery = (row: DeliveryRow) => ({
	...toLast(row),
	next_try_at: row.state === "waiting" ? (row.nextTryAt?.toISOString() ?? null) : null,
	...{ answer: row.answer, payload: row.payload },
});
