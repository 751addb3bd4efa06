import { route } from "#lib/http/route.ts";
import { webhookOne, webhookPatch } from "#lib/webhooks/webhooks.schema.ts";
import { changeWebhook, deleteWebhook } from "#lib/webhooks/webhooks.service.ts";

export const PATCH = route(
	{ family: "platform", auth: "user", rate: "write", body: webhookPatch, answers: webhookOne },
	(c) => changeWebhook(c.actor, c.params.webhookId ?? "", c.body),
);

export const DELETE = route({ family: "platform", auth: "user", rate: "write" }, (c) =>
	deleteWebhook(c.actor, c.params.webhookId ?? ""),
);
