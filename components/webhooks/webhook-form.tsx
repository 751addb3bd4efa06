"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { CheckField } from "#components/ui/check-field.tsx";
import { DialogActions } from "#components/ui/dialog-actions.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { WEBHOOK_EVENTS, type WebhookEvent } from "#lib/webhooks/webhooks.values.ts";
import { useWebhookWords } from "./use-webhook-words.ts";

export interface WebhookGiven {
	url: string;
	events: WebhookEvent[];
}

interface WebhookFormProps {
	/** As it is now; null for a new one. */
	webhook: WebhookGiven | null;
	onSubmit: (given: WebhookGiven) => void;
	busy: boolean;
	error: unknown;
	/** What the button does. */
	action: string;
}

/** Where a webhook leads, and what it is told. */
export function WebhookForm({ webhook, onSubmit, busy, error, action }: WebhookFormProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	const [without, setWithout] = useState(false);
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const chosen = data.getAll("event");
		const events = WEBHOOK_EVENTS.filter((known) => chosen.includes(known));
		setWithout(events.length === 0);
		if (events.length > 0) onSubmit({ url: String(data.get("url")).trim(), events });
	}
	return (
		<form onSubmit={submit} className="grid gap-6">
			{error ? <Notice tone="error">{errorText(error)}</Notice> : null}
			<Field
				label={t("webhooks.url")}
				hint={t("webhooks.urlHint")}
				placeholder="https://example.com/potret"
				name="url"
				type="url"
				pattern="[Hh][Tt][Tt][Pp][Ss]?://.+"
				defaultValue={webhook?.url}
				autoComplete="off"
				maxLength={2000}
				required
			/>
			<EventFields chosen={webhook?.events ?? []} onChange={() => setWithout(false)} />
			{without ? <Notice tone="error">{t("webhooks.noEvent")}</Notice> : null}
			<DialogActions action={action} busy={busy} />
		</form>
	);
}

function EventFields(props: { chosen: readonly WebhookEvent[]; onChange: () => void }) {
	const t = useTranslations("webhooks");
	const words = useWebhookWords();
	return (
		<fieldset onChange={props.onChange} className="grid gap-1">
			<legend className="pb-2 font-medium text-sm">{t("tellOf")}</legend>
			{WEBHOOK_EVENTS.map((event) => (
				<CheckField
					key={event}
					name="event"
					value={event}
					defaultChecked={props.chosen.includes(event)}
				>
					{words.event(event)}
				</CheckField>
			))}
		</fieldset>
	);
}
