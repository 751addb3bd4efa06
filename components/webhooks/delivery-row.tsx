"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { Summary } from "#components/ui/summary.tsx";
import type { Delivery } from "#lib/webhooks/webhooks.schema.ts";
import type { WebhookActions } from "./use-webhook-actions.ts";
import { useWebhookWords } from "./use-webhook-words.ts";
import { DeliveryState } from "./webhook-state.tsx";

interface DeliveryRowProps {
	delivery: Delivery;
	actions: WebhookActions;
}

/** One thing that was told: what, when, how that went, and what was sent in full. */
export function DeliveryRow({ delivery, actions }: DeliveryRowProps) {
	const t = useTranslations("webhooks.delivery");
	const words = useWebhookWords();
	const name = words.event(delivery.event);
	return (
		<li className="grid gap-2 py-4">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div className="grid min-w-0 gap-1">
					<p className="font-medium">{name}</p>
					<div className="tabular flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft text-sm">
						<DeliveryState state={delivery.state} />
						<Moment at={delivery.created_at} />
						<span>{words.outcome(delivery)}</span>
						<span>{t("tries", { count: delivery.tries })}</span>
						{delivery.next_try_at && delivery.tries > 0 ? (
							<span>
								{t("next")} <Moment at={delivery.next_try_at} />
							</span>
						) : null}
					</div>
				</div>
				{delivery.state === "delivered" || delivery.tries === 0 ? null : (
					<Button
						size="sm"
						busy={actions.busy}
						aria-label={t("retryOne", { name })}
						onClick={() => actions.retry(delivery.id)}
					>
						{t("retry")}
					</Button>
				)}
			</div>
			<Contents delivery={delivery} />
		</li>
	);
}

function Contents({ delivery }: { delivery: Delivery }) {
	const t = useTranslations("webhooks.delivery");
	return (
		<details className="group text-sm">
			<Summary>{t("contents")}</Summary>
			<div className="grid gap-3 pt-2">
				<Text label={t("sent")} text={JSON.stringify(delivery.payload, null, 2)} />
				{delivery.answer ? <Text label={t("answer")} text={delivery.answer} /> : null}
			</div>
		</details>
	);
}

function Text({ label, text }: { label: string; text: string }) {
	return (
		<figure className="grid gap-1">
			<figcaption className="text-ink-soft text-xs">{label}</figcaption>
			<pre className="whitespace-pre-wrap rounded-control bg-sunken p-4 text-xs [overflow-wrap:anywhere]">
				{text}
			</pre>
		</figure>
	);
}
