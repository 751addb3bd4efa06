"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { callApi } from "#lib/client/api.ts";
import { checkEventForm, type EventFormFaults, readEventForm } from "#lib/client/event-form.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventFull } from "#lib/events/events.schema.ts";

export function CreateEventDialog() {
	const t = useTranslations("events");
	return (
		<Dialog>
			<DialogTrigger asChild>
				<Button look="primary">
					<Plus aria-hidden />
					{t("create")}
				</Button>
			</DialogTrigger>
			<DialogContent title={t("form.createTitle")} lead={t("form.createLead")}>
				<CreateEventForm />
			</DialogContent>
		</Dialog>
	);
}

function CreateEventForm() {
	const t = useTranslations();
	const errorText = useErrorText();
	const router = useRouter();
	const client = useQueryClient();
	const [faults, setFaults] = useState<EventFormFaults>({});
	const create = useMutation({
		mutationFn: (body: ReturnType<typeof readEventForm>) =>
			callApi<EventFull>("POST", "/api/events", { body }),
		onSuccess: (event) => {
			client.setQueryData(eventKeys.detail(event.id), event);
			void client.invalidateQueries({ queryKey: eventKeys.list() });
			router.push(`/events/${event.id}`);
		},
	});

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const values = readEventForm(new FormData(event.currentTarget));
		const found = checkEventForm(values);
		setFaults(found);
		if (Object.keys(found).length === 0) create.mutate(values);
	}
	const busy = create.isPending || create.isSuccess;
	return (
		<form noValidate onSubmit={submit} className="grid gap-5">
			{create.isError ? <Notice tone="error">{errorText(create.error)}</Notice> : null}
			<EventFields faults={faults} />
			<div className="flex justify-end gap-3 pt-2">
				<DialogClose asChild>
					<Button look="quiet">{t("common.cancel")}</Button>
				</DialogClose>
				<Button type="submit" look="primary" busy={busy}>
					{busy ? t("events.form.submitting") : t("events.form.submit")}
				</Button>
			</div>
		</form>
	);
}

interface EventFieldsProps {
	faults: EventFormFaults;
	event?: { name: string; date: string; access_code: string | null };
}

/** Name, day and code: what an event cannot do without, and what keeps strangers out. */
export function EventFields({ faults, event }: EventFieldsProps) {
	const t = useTranslations();
	return (
		<>
			<Field
				label={t("events.form.name")}
				name="name"
				placeholder={t("events.form.namePlaceholder")}
				defaultValue={event?.name}
				autoComplete="off"
				maxLength={200}
				required
				error={faults.name ? t(`events.form.${faults.name}`) : null}
			/>
			<Field
				label={t("events.form.date")}
				name="date"
				type="date"
				defaultValue={event?.date}
				required
				error={faults.date ? t(`events.form.${faults.date}`) : null}
			/>
			<Field
				label={t("events.form.code")}
				name="access_code"
				defaultValue={event?.access_code ?? ""}
				aside={t("common.optional")}
				hint={t("events.form.codeHint")}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				maxLength={64}
				error={faults.access_code ? t(`events.form.${faults.access_code}`) : null}
			/>
		</>
	);
}
