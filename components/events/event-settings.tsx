"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import {
	checkEventForm,
	type EventFormFaults,
	endOfDay,
	readEventForm,
} from "#lib/client/event-form.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventFull, EventPatch } from "#lib/events/events.schema.ts";
import { EventFields } from "./create-event-dialog.tsx";
import { DeleteEvent } from "./delete-event.tsx";
import { GuestFields, type GuestRights } from "./guest-fields.tsx";
import { GuestPreview } from "./guest-preview.tsx";

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
	const [typed, setTyped] = useState<Typed>(event);

	function submit(submitted: FormEvent<HTMLFormElement>) {
		submitted.preventDefault();
		const values = readTyped(submitted.currentTarget);
		const found = checkEventForm(values);
		setFaults(found);
		if (Object.keys(found).length > 0) return;
		save.mutate({ ...values, ...rights });
	}
	return (
		<div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
			<GuestPreview event={{ ...event, ...shownAs(typed, event), ...rights }} />
			<div className="grid min-w-0 gap-8">
				<form
					noValidate
					onSubmit={submit}
					onChange={({ currentTarget }) => setTyped(readTyped(currentTarget))}
					className="grid gap-8"
				>
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
		</div>
	);
}

type Typed = Pick<EventFull, "name" | "date" | "access_code" | "expires_at">;

function readTyped(form: HTMLFormElement): Typed {
	const data = new FormData(form);
	return { ...readEventForm(data), expires_at: endOfDay(String(data.get("expires"))) };
}

/** What cannot be saved is not shown: as it was, until it can. */
function shownAs(typed: Typed, saved: Typed): Typed {
	const faults = checkEventForm(typed);
	return {
		name: faults.name ? saved.name : typed.name,
		date: faults.date ? saved.date : typed.date,
		access_code: faults.access_code ? saved.access_code : typed.access_code,
		expires_at: typed.expires_at,
	};
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
