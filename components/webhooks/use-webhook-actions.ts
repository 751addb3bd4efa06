"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { usePerform } from "#components/ui/use-perform.ts";
import { callApi } from "#lib/client/api.ts";
import { webhookKeys } from "#lib/client/webhooks.queries.ts";
import type { Delivery } from "#lib/webhooks/webhooks.schema.ts";

/** What is done to a webhook; if it is refused, that is told. */
export function useWebhookActions(id: string) {
	const t = useTranslations("webhooks");
	const client = useQueryClient();
	const router = useRouter();
	const { perform, busy } = usePerform();
	const path = `/api/webhooks/${id}`;
	const refresh = () => client.invalidateQueries({ queryKey: webhookKeys.all });
	return {
		busy,
		enable: (enabled: boolean) =>
			perform(
				() => callApi("PATCH", path, { body: { enabled } }).finally(refresh),
				t(enabled ? "switchedOn" : "switchedOff"),
			),
		/** Leads back to the others. */
		remove: () =>
			perform(async () => {
				await callApi("DELETE", path);
				client.removeQueries({ queryKey: webhookKeys.deliveries(id) });
				await client.invalidateQueries({ queryKey: webhookKeys.list(), refetchType: "none" });
				router.push("/settings/webhooks");
			}, t("deleted")),
		/** The delivery that was sent; null where it was refused. */
		test: async () => {
			let sent: Delivery | null = null;
			await perform(async () => {
				sent = await callApi<Delivery>("POST", `${path}/test`);
				await refresh();
			});
			return sent as Delivery | null;
		},
		retry: (deliveryId: string) =>
			perform(() => callApi("POST", `${path}/deliveries/${deliveryId}/retry`).finally(refresh)),
	};
}
export type WebhookActions = ReturnType<typeof useWebhookActions>;
