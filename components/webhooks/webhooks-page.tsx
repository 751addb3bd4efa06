"use client";

import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { webhooksQuery } from "#lib/client/webhooks.queries.ts";
import { NewWebhookDialog } from "./new-webhook-dialog.tsx";
import { VerifySection } from "./verify-section.tsx";
import { WebhookRow } from "./webhook-row.tsx";

/** The addresses that are told of what happens to the reader's photos. */
export function WebhooksPage() {
	const t = useTranslations("webhooks");
	return (
		<>
			<header className="flex flex-wrap items-end justify-between gap-4">
				<div className="grid max-w-160 gap-1">
					<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
					<p className="text-ink-soft text-sm">{t("lead")}</p>
				</div>
				<NewWebhookDialog />
			</header>
			<Webhooks />
			<VerifySection />
		</>
	);
}

function Webhooks() {
	const t = useTranslations("webhooks");
	const query = useQuery(webhooksQuery());
	if (!query.data) return <ListState query={query} />;
	const { webhooks } = query.data;
	if (webhooks.length === 0)
		return (
			<EmptyState icon={<Webhook aria-hidden />} title={t("emptyTitle")} body={t("emptyBody")} />
		);
	return (
		<ul aria-label={t("title")} className="divide-y divide-line border-line border-t">
			{webhooks.map((webhook) => (
				<WebhookRow key={webhook.id} webhook={webhook} />
			))}
		</ul>
	);
}
