import { route } from "#lib/http/route.ts";
import { deliveryList, deliveryQuery } from "#lib/webhooks/webhooks.schema.ts";
import { listDeliveries } from "#lib/webhooks/webhooks.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: deliveryQuery, answers: deliveryList },
	(c) => listDeliveries(c.actor, c.params.webhookId ?? "", c.query),
);
