"use client";

import { useTranslations } from "next-intl";
import type { Delivery, ListedWebhook } from "#lib/webhooks/webhooks.schema.ts";

/** Names of texts have no dots in them. */
const EVENTS = {
	"photo.ready": "photo_ready",
	"batch.completed": "batch_completed",
	"recognition.completed": "recognition_completed",
	"webhook.test": "webhook_test",
} as const;

const isKnown = (event: string): event is keyof typeof EVENTS => event in EVENTS;

/** What webhooks are told, and how that went, in the reader's language. */
export function useWebhookWords() {
	const t = useTranslations("webhooks");
	const event = (name: string) => (isKnown(name) ? t(`event.${EVENTS[name]}`) : name);
	return {
		event,
		events: (names: readonly string[]) => names.map(event).join(", "),
		/** Of the last try; null before it. */
		outcome: ({ status_code, fault }: Pick<Delivery, "status_code" | "fault">) => {
			if (fault && fault !== "answered") return t(`fault.${fault}`);
			return status_code === null ? null : t("answered", { status: status_code });
		},
		/** Why it was switched off, where nobody asked for it. */
		whyOff: ({ off_because, note }: Pick<ListedWebhook, "off_because" | "note">) =>
			off_because ? t(`off.${off_because}`) : note,
	};
}
