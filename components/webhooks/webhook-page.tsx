"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BackLink } from "#components/ui/back-link.tsx";
import { webhooksQuery } from "#lib/client/webhooks.queries.ts";
import { DeliveriesSection } from "./deliveries-section.tsx";
import { TestResult } from "./test-result.tsx";
import { useDeliveries } from "./use-deliveries.ts";
import { useWebhookActions } from "./use-webhook-actions.ts";
import { WebhookHeader } from "./webhook-header.tsx";

/** One webhook, and what it was told. */
export function WebhookPage({ id }: { id: string }) {
	const t = useTranslations("webhooks");
	const { data } = useQuery(webhooksQuery());
	const webhook = data?.webhooks.find((one) => one.id === id);
	const actions = useWebhookActions(id);
	const shown = useDeliveries(id);
	const [tested, setTested] = useState<string | null>(null);
	const test = async () => setTested((await actions.test())?.id ?? null);
	// Deleted in another window; here it is about to be left.
	if (!webhook) return null;
	return (
		<>
			<BackLink href="/settings/webhooks">{t("all")}</BackLink>
			<WebhookHeader webhook={webhook} actions={actions} onTest={test} />
			<TestResult delivery={shown.deliveries.find((one) => one.id === tested)} />
			<DeliveriesSection shown={shown} actions={actions} />
		</>
	);
}
