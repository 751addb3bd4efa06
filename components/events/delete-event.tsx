"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

interface DeleteEventProps {
	event: { id: string; name: string };
	photoCount: number;
}

/** Deleting an event takes its name typed out: there is no way back. */
export function DeleteEvent({ event, photoCount }: DeleteEventProps) {
	const t = useTranslations("settings");
	const errorText = useErrorText();
	const [asking, setAsking] = useState(false);
	const [typed, setTyped] = useState("");
	const remove = useDeleteEvent(event);
	return (
		<section className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-6">
			<div className="grid gap-0.5">
				<h3 className="font-medium text-sm">{t("deleteTitle")}</h3>
				<p className="text-ink-soft text-sm">{t("deleteLead")}</p>
			</div>
			<Button className="text-danger-text" onClick={() => setAsking(true)}>
				{t("deleteButton")}
			</Button>
			<ConfirmDialog
				open={asking}
				onOpenChange={setAsking}
				title={t("deleteConfirmTitle", { name: event.name })}
				body={t("deleteConfirmBody", { count: photoCount })}
				action={remove.isPending ? t("deleting") : t("deleteConfirmSubmit")}
				busy={remove.isPending}
				blocked={typed.trim() !== event.name.trim()}
				onConfirm={() => remove.mutate()}
			>
				{remove.isError ? <Notice tone="error">{errorText(remove.error)}</Notice> : null}
				<Field
					label={t("deleteConfirmType")}
					placeholder={event.name}
					value={typed}
					onChange={(change) => setTyped(change.target.value)}
					autoComplete="off"
					spellCheck={false}
				/>
			</ConfirmDialog>
		</section>
	);
}

function useDeleteEvent(event: { id: string; name: string }) {
	const t = useTranslations("settings");
	const router = useRouter();
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => callApi("DELETE", `/api/events/${event.id}`),
		onSuccess: () => {
			toast.success(t("deleted", { name: event.name }));
			router.replace("/events");
			void client.invalidateQueries({ queryKey: eventKeys.list() });
			client.removeQueries({ queryKey: photoKeys.event(event.id) });
		},
	});
}
