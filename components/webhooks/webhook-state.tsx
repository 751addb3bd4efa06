"use client";

import { CircleCheck, CircleDashed, CircleSlash, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Delivery, ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";

/** On, off, or on and in trouble. */
export function WebhookState({ webhook }: { webhook: ListedWebhook }) {
	const t = useTranslations("webhooks.state");
	if (!webhook.enabled)
		return (
			<Badge icon={CircleSlash} tone={webhook.note === null ? "plain" : "loss"}>
				{t("off")}
			</Badge>
		);
	if (webhook.failing_since)
		return (
			<Badge icon={TriangleAlert} tone="loss">
				{t("failing")}
			</Badge>
		);
	return <Badge icon={CircleCheck}>{t("on")}</Badge>;
}

const DELIVERY = {
	waiting: { icon: CircleDashed, tone: "progress" },
	delivered: { icon: CircleCheck, tone: "plain" },
	failed: { icon: CircleX, tone: "loss" },
} as const;

/** How telling it went. */
export function DeliveryState({ state }: Pick<Delivery, "state">) {
	const t = useTranslations("webhooks.delivery");
	return <Badge {...DELIVERY[state]}>{t(`state.${state}`)}</Badge>;
}
