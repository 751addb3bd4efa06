"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Moment } from "#components/ui/moment.tsx";
import type { ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";
import { useWebhookWords } from "./use-webhook-words.ts";
import { DeliveryState, WebhookState } from "./webhook-state.tsx";

/** One webhook: where it leads, what it is told, and how the last time went. */
export function WebhookRow({ webhook }: { webhook: ListedWebhook }) {
	const t = useTranslations("webhooks");
	const words = useWebhookWords();
	const { last_delivery: last } = webhook;
	return (
		<li className="grid gap-x-8 gap-y-2 py-4 lg:grid-cols-[minmax(0,1fr)_9rem_18rem] lg:items-center">
			<div className="grid min-w-0 gap-0.5">
				<Link
					href={`/settings/webhooks/${webhook.id}`}
					className="rounded-control font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
				>
					{webhook.url}
				</Link>
				<p className="text-ink-soft text-sm">{words.events(webhook.events)}</p>
			</div>
			<WebhookState webhook={webhook} />
			{last ? (
				<p className="tabular flex flex-wrap items-center gap-x-3 text-ink-soft text-sm">
					<DeliveryState state={last.state} />
					<Moment at={last.last_try_at ?? last.created_at} short />
				</p>
			) : (
				<p className="text-ink-soft text-sm">{t("neverTold")}</p>
			)}
		</li>
	);
}
