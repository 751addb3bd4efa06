"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";
import type { WebhookActions } from "./use-webhook-actions.ts";
import { useWebhookWords } from "./use-webhook-words.ts";
import { WebhookMenu } from "./webhook-menu.tsx";
import { WebhookState } from "./webhook-state.tsx";

interface WebhookHeaderProps {
	webhook: ListedWebhook;
	actions: WebhookActions;
	onTest: () => void;
}

/** Which webhook it is, how it stands, and what can be done with it. */
export function WebhookHeader({ webhook, actions, onTest }: WebhookHeaderProps) {
	const t = useTranslations("webhooks");
	const words = useWebhookWords();
	const why = webhook.enabled ? null : words.whyOff(webhook);
	return (
		<header className="flex flex-wrap items-start justify-between gap-4">
			<div className="grid min-w-0 gap-2">
				<h1 className="font-display text-xl tracking-tight [overflow-wrap:anywhere]">
					{webhook.url}
				</h1>
				<div className="tabular flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft text-sm">
					<WebhookState webhook={webhook} />
					<span>{words.events(webhook.events)}</span>
					{webhook.enabled && webhook.failing_since ? (
						<span>
							{t("failingSince")} <Moment at={webhook.failing_since} short />
						</span>
					) : null}
				</div>
				{why ? <p className="max-w-160 text-sm">{why}</p> : null}
			</div>
			<div className="flex items-center gap-2">
				<Button look="primary" onClick={onTest} busy={actions.busy} disabled={!webhook.enabled}>
					<Send aria-hidden />
					{t("test.send")}
				</Button>
				<WebhookMenu webhook={webhook} actions={actions} />
			</div>
		</header>
	);
}
