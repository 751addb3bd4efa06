import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeliveryList, WebhookList } from "#lib/webhooks/webhooks.schema.ts";
import { callApi } from "./api.ts";
import { paged, pageOf } from "./cursor-pages.ts";

export const webhookKeys = {
	/** Of all there is about webhooks. */
	all: ["webhooks"] as const,
	list: () => [...webhookKeys.all, "list"] as const,
	deliveries: (id: string) => [...webhookKeys.all, "deliveries", id] as const,
};

/** The reader's webhooks, each with the last that it was told. */
export const webhooksQuery = () =>
	queryOptions({
		queryKey: webhookKeys.list(),
		queryFn: ({ signal }) => callApi<WebhookList>("GET", "/api/webhooks", { signal }),
	});

/** What one was told, newest first. */
export const deliveriesQuery = (id: string) =>
	infiniteQueryOptions({
		...paged,
		queryKey: webhookKeys.deliveries(id),
		queryFn: ({ pageParam: cursor, signal }) =>
			pageOf<DeliveryList>(`/api/webhooks/${id}/deliveries`, { cursor }, signal),
	});
