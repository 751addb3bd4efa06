/** What a webhook may ask to be told. */
export const WEBHOOK_EVENTS = ["photo.ready", "batch.completed", "recognition.completed"] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
