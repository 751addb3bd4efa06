"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import {
	checkEventForm,
	dayOf,
	type EventFormFaults,
	endOfDay,
	readEventForm,
} from "#lib/client/event-form.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventFull, EventPatch } from "#lib/events/events.schema.ts";
import { EventFields } from "./create-event-dialog.tsx";
import { DeleteEvent } from "./delete-event.tsx";

interface EventSettingsProps {
	event: EventFull;
	photoCount: number;
	onSaved: () => void;
}

export function EventSettings({ event, photoCount, onSaved }: EventSettingsProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	const [faults, setFaults] = useState<EventFormFaults>({});
	const [rights, setRights] = useState<GuestRights>({
		listed: event.listed,
		guest_uploads: event.guest_uploads,
		downloads: event.downloads,
		guest_originals: event.guest_originals,
		guest_approval: event.guest_approval,
	});
	const save = useSaveEvent(event.id, onSaved);

	function submit(submitted: FormEvent<HTMLFormElement>) {
		submitted.preventDefault();
		const data = new FormData(submitted.currentTarget);
		const values = readEventForm(data);
		const found = checkEventForm(values);
		setFaults(found);
		if (Object.keys(found).length > 0) return;
		save.mutate({ ...values, ...rights, expires_at: endOfDay(String(data.get("expires"))) });
	}
	return (
		<div className="grid gap-8">
			<form noValidate onSubmit={submit} className="grid gap-8">
				{save.isError ? <Notice tone="error">{errorText(save.error)}</Notice> : null}
				<div className="grid gap-5">
					<EventFields faults={faults} event={event} />
				</div>
				<GuestFields rights={rights} onChange={setRights} expiresAt={event.expires_at} />
				<div className="flex justify-end">
					<Button type="submit" look="primary" busy={save.isPending}>
						{save.isPending ? t("settings.submitting") : t("settings.submit")}
					</Button>
				</div>
			</form>
			<DeleteEvent event={event} photoCount={photoCount} />
		</div>
	);
}

function useSaveEvent(eventId: string, onSaved: () => void) {
	const t = useTranslations("settings");
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: EventPatch) =>
			callApi<EventFull>("PATCH", `/api/events/${eventId}`, { body }),
		onSuccess: (changed) => {
			client.setQueryData(eventKeys.detail(eventId), changed);
			void client.invalidateQueries({ queryKey: eventKeys.list() });
			toast.success(t("saved"));
			onSaved();
		},
	});
}

type GuestRights = Pick<
	EventFull,
	"listed" | "guest_uploads" | "guest_approval" | "downloads" | "guest_originals"
>;

interface GuestFieldsProps {
	rights: GuestRights;
	onChange: (rights: GuestRights) => void;
	expiresAt: string | null;
}

function GuestFields({ rights, onChange, expiresAt }: GuestFieldsProps) {
	const t = useTranslations("settings");
	return (
		<fieldset className="grid gap-6 border-line border-t pt-6">
			<legend className="float-left mb-1 w-full font-display text-lg">{t("guests")}</legend>
			<ChoiceField
				label={t("guestUploads")}
				value={rights.guest_uploads}
				choices={[
					{ value: "off", label: t("guestUploadsOff") },
					{ value: "code", label: t("guestUploadsCode") },
					{ value: "open", label: t("guestUploadsOpen") },
				]}
				onChange={(guest_uploads) => onChange({ ...rights, guest_uploads })}
			/>
			{rights.guest_uploads === "off" ? null : (
				<SwitchField
					label={t("approval")}
					hint={t("approvalHint")}
					checked={rights.guest_approval}
					onChange={(guest_approval) => onChange({ ...rights, guest_approval })}
				/>
			)}
			<SwitchField
				label={t("downloads")}
				hint={t("downloadsHint")}
				checked={rights.downloads}
				onChange={(downloads) => onChange({ ...rights, downloads })}
			/>
			{rights.downloads ? (
				<SwitchField
					label={t("originals")}
					hint={t("originalsHint")}
					checked={rights.guest_originals}
					onChange={(guest_originals) => onChange({ ...rights, guest_originals })}
				/>
			) : null}
			<SwitchField
				label={t("listed")}
				hint={t("listedHint")}
				checked={rights.listed}
				onChange={(listed) => onChange({ ...rights, listed })}
			/>
			<Field
				label={t("expires")}
				hint={t("expiresHint")}
				name="expires"
				type="date"
				defaultValue={dayOf(expiresAt)}
			/>
		</fieldset>
	);
}
