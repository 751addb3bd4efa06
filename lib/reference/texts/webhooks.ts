import type { FamilyText } from "../reference.types.ts";
import { EVENT_ID, PHOTO_ID, UPLOADED_AT } from "./examples.ts";

const WEBHOOK = {
	id: "019a9b3d-0b21-7a55-9d3e-7c8d9e0f1a2b",
	url: "https://example.com/hooks/potret",
	events: ["photo.ready", "batch.completed"],
	enabled: true,
	note: null,
	off_because: null,
	failing_since: null,
	created_at: UPLOADED_AT,
};

const DELIVERY = {
	id: "019a9b3d-1c32-7b66-8e4f-8d9e0f1a2b3c",
	event: "photo.ready",
	state: "delivered",
	tries: 1,
	created_at: UPLOADED_AT,
	last_try_at: UPLOADED_AT,
	next_try_at: null,
	status_code: 204,
	answer: "",
	error: null,
	fault: null,
	payload: {
		type: "photo.ready",
		timestamp: UPLOADED_AT,
		data: {
			...{ id: PHOTO_ID, event_id: EVENT_ID, batch_id: null, album: "Official" },
			...{ filename: "IMG_001.jpg", content_type: "image/jpeg", width: 3000, height: 2000 },
		},
	},
};

const LAST = {
	...{ id: DELIVERY.id, event: "photo.ready", state: "delivered", tries: 1, status_code: 204 },
	...{ created_at: UPLOADED_AT, last_try_at: UPLOADED_AT, error: null, fault: null },
};

const WAITING = {
	...{ ...DELIVERY, state: "waiting", tries: 0, last_try_at: null, next_try_at: UPLOADED_AT },
	...{ status_code: null, answer: null },
};

export const webhooks: FamilyText = {
	name: "Webhooks",
	description:
		"Addresses that are told of what happens to one's photos, batches and recognitions: a `POST` with JSON, signed as [Standard Webhooks](https://www.standardwebhooks.com) has it, and tried again for a day until it is answered with 2xx.",
	operations: {
		"GET /api/webhooks": {
			id: "listWebhooks",
			summary: "One's webhooks",
			answers: {
				200: {
					about: "All of them, each with the last that it was told",
					example: { webhooks: [{ ...WEBHOOK, last_delivery: LAST }] },
				},
			},
			errors: ["FORBIDDEN"],
		},
		"POST /api/webhooks": {
			id: "createWebhook",
			summary: "Make a webhook",
			description: "Twenty at most. Addresses that are not on the internet are refused.",
			request: { url: WEBHOOK.url, events: WEBHOOK.events },
			answers: {
				201: {
					about: "The secret that signs is in this answer only",
					example: { ...WEBHOOK, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…" },
				},
			},
			errors: ["FORBIDDEN", "ADDRESS_NOT_PUBLIC", "TOO_MANY_WEBHOOKS"],
		},
		"PATCH /api/webhooks/{webhookId}": {
			id: "changeWebhook",
			summary: "Change a webhook, or switch it off and on",
			request: { enabled: true },
			answers: { 200: { about: "As it is now", example: WEBHOOK } },
			errors: ["WEBHOOK_NOT_FOUND", "ADDRESS_NOT_PUBLIC", "FORBIDDEN"],
		},
		"DELETE /api/webhooks/{webhookId}": {
			id: "deleteWebhook",
			summary: "Delete a webhook and its deliveries",
			answers: { 204: { about: "It is told nothing any more" } },
			errors: ["WEBHOOK_NOT_FOUND", "FORBIDDEN"],
		},
		"POST /api/webhooks/{webhookId}/test": {
			id: "testWebhook",
			summary: "Send something to look at",
			answers: { 202: { about: "The delivery, which is tried at once", example: WAITING } },
			errors: ["WEBHOOK_NOT_FOUND", "FORBIDDEN"],
		},
		"GET /api/webhooks/{webhookId}/deliveries": {
			id: "listDeliveries",
			summary: "What a webhook was told, and how that went",
			description: "The newest first; kept for thirty days.",
			answers: {
				200: { about: "A page", example: { deliveries: [DELIVERY], next_cursor: null } },
			},
			errors: ["WEBHOOK_NOT_FOUND", "FORBIDDEN"],
		},
		"POST /api/webhooks/{webhookId}/deliveries/{deliveryId}/retry": {
			id: "retryDelivery",
			summary: "Try a delivery once more, now",
			answers: { 202: { about: "It waits to be tried", example: WAITING } },
			errors: ["WEBHOOK_NOT_FOUND", "DELIVERY_NOT_FOUND", "NOTHING_TO_RETRY", "FORBIDDEN"],
		},
	},
};
