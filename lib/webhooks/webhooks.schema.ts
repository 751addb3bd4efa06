import { z } from "zod";
import { WEBHOOK_EVENTS } from "./webhooks.values.ts";

/** Why a try failed; `answered` where an answer came that was not 2xx. */
export const deliveryFault = z.enum([
	...(["answered", "late", "no_host", "lookup", "nobody_listens", "cut", "unreachable"] as const),
	...(["insecure", "not_public", "switched_off", "other"] as const),
]);
export type DeliveryFault = z.infer<typeof deliveryFault>;

/** Why a webhook was switched off by itself. */
export const offReason = z.enum(["gone", "unreachable"]);
export type OffReason = z.infer<typeof offReason>;

const url = z
	.url({ protocol: /^https?$/, error: "Must be an http or https address" })
	.max(2000)
	// What is no URL is said so above.
	.refine((text) => {
		const url = URL.canParse(text) ? new URL(text) : null;
		return !url?.username && !url?.password;
	}, "An address with a password in it is not taken; what is sent is signed");
const events = z
	.array(z.enum(WEBHOOK_EVENTS))
	.min(1)
	.max(WEBHOOK_EVENTS.length)
	.transform((given) => [...new Set(given)]);

export const webhookCreate = z.strictObject({ url, events });
export const webhookPatch = z.strictObject({
	url: url.optional(),
	events: events.optional(),
	enabled: z.boolean().optional(),
});

const webhookInfo = z.object({
	id: z.uuid(),
	url: z.string(),
	events: z.array(z.enum(WEBHOOK_EVENTS)),
	enabled: z.boolean(),
	/** Why it was switched off, where nobody asked for it. */
	note: z.string().nullable(),
	off_because: offReason.nullable(),
	failing_since: z.string().nullable(),
	created_at: z.string(),
});
export const webhookOne = webhookInfo;
/** The one answer that has the secret. */
export const webhookCreated = webhookInfo.extend({ secret: z.string() });
export type WebhookCreated = z.infer<typeof webhookCreated>;

export const deliveryQuery = z.object({
	cursor: z.uuid().optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const delivery = z.object({
	id: z.uuid(),
	event: z.string(),
	state: z.enum(["waiting", "delivered", "failed"]),
	tries: z.number().int(),
	created_at: z.string(),
	last_try_at: z.string().nullable(),
	next_try_at: z.string().nullable(),
	/** What the last try was answered with: the status, the first characters, or what went wrong. */
	status_code: z.number().int().nullable(),
	answer: z.string().nullable(),
	error: z.string().nullable(),
	/** The same for programs. */
	fault: deliveryFault.nullable(),
	/** What is sent. */
	payload: z.record(z.string(), z.unknown()),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryList = z.object({
	deliveries: z.array(delivery),
	next_cursor: z.string().nullable(),
});
export type DeliveryList = z.infer<typeof deliveryList>;

const lastDelivery = delivery.pick({
	...{ id: true, event: true, state: true, tries: true, created_at: true, last_try_at: true },
	...{ status_code: true, error: true, fault: true },
});
export const webhookList = z.object({
	webhooks: z.array(
		/** The newest delivery; null before the first, and when it was forgotten. */
		webhookInfo.extend({ last_delivery: lastDelivery.nullable() }),
	),
});
export type WebhookList = z.infer<typeof webhookList>;
export type ListedWebhook = WebhookList["webhooks"][number];
