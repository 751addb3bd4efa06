import { route } from "#lib/http/route.ts";
import { webhookCreate, webhookCreated, webhookList } from "#lib/webhooks/webhooks.schema.ts";
import { createWebhook, listWebhooks } from "#lib/webhooks/webhooks.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: webhookList },
	(c) => listWebhooks(c.actor),
);

export const POST = route(
	{
		family: "platform",
		auth: "user",
		rate: "write",
		body: webhookCreate,
		answers: webhookCreated,
		status: 201,
	},
	(c) => createWebhook(c.actor, c.body),
);
