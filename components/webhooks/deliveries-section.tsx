"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import type { Deliveries } from "./use-deliveries.ts";
import type { WebhookActions } from "./use-webhook-actions.ts";

interface DeliveriesSectionProps {
	shown: Deliveries;
	actions: WebhookActions;
}

/** What a webhook was told, newest first. */
export function DeliveriesSection({ shown, actions }: DeliveriesSectionProps) {
	const t = useTranslations("webhooks.delivery");
	return (
		<section className="grid grid-cols-1 gap-4 pt-4">
			<div className="grid gap-1">
				<h2 className="font-display text-lg tracking-tight">{t("title")}</h2>
				<p className="text-ink-soft text-sm">{t("kept")}</p>
			</div>
			<List shown={shown} actions={actions} />
		</section>
	);
}

function List({ shown, actions }: DeliveriesSectionProps) {
	const t = useTranslations("webhooks.delivery");
	const { query, deliveries, loadMore } = shown;
	if (!query.data) return <ListState query={query} />;
	if (deliveries.length === 0)
		return <EmptyState icon={<Inbox aria-hidden />} title={t("none")} body={t("noneBody")} />;
	return (
		<ol aria-label={t("title")} className="divide-y divide-line border-line border-t">
			{deliveries.map((delivery) => (
				<DeliveryRow key={delivery.id} delivery={delivery} actions={actions} />
			))}
			{query.hasNextPage ? <NearEnd key={deliveries.length} onNear={loadMore} /> : null}
		</ol>
	);
}
