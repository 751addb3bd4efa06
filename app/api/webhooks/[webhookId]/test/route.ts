import { route } from "#lib/http/route.ts";
import { delivery } from "#lib/webhooks/webhooks.schema.ts";
import { testWebhook } from "#lib/webhooks/webhooks.service.ts";

export const POST = route(
	{ family: "platform", auth: "user", rate: "write", answers: delivery, status: 202 },
	(c) => testWebhook(c.actor, c.params.webhookId ?? ""),
);
