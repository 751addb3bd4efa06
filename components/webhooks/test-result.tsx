"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice.tsx";
import type { Delivery } from "#lib/webhooks/webhooks.schema.ts";
import { useWebhookWords } from "./use-webhook-words.ts";

/** How the test went that the reader has just sent. */
export function TestResult({ delivery }: { delivery: Delivery | undefined }) {
	const t = useTranslations("webhooks.test");
	const words = useWebhookWords();
	if (!delivery) return null;
	const outcome = words.outcome(delivery);
	if (delivery.state === "delivered")
		return <Notice tone="done">{t("arrived", { outcome: outcome ?? "" })}</Notice>;
	if (delivery.tries === 0) return <Notice tone="done">{t("underWay")}</Notice>;
	return <Notice tone="error">{t("failed", { outcome: outcome ?? "" })}</Notice>;
}
