"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Select } from "#components/ui/select.tsx";
import { eventListQuery } from "#lib/client/events.queries.ts";

interface UploadEventFieldProps {
	/** Null for none. */
	value: string | null;
	onChange: (eventId: string | null) => void;
}

/** One of the photographer's events, where there are any. */
export function UploadEventField({ value, onChange }: UploadEventFieldProps) {
	const t = useTranslations();
	const id = useId();
	const { data: events } = useQuery(eventListQuery());
	if (!events?.length) return null;
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="flex justify-between gap-3 font-medium text-sm">
				{t("batchUpload.event.label")}
				<span className="font-normal text-ink-soft">{t("common.optional")}</span>
			</label>
			<Select
				id={id}
				aria-describedby={`${id}-hint`}
				value={value ?? ""}
				onChange={(event) => onChange(event.target.value || null)}
			>
				<option value="">{t("batchUpload.event.none")}</option>
				{events.map((event) => (
					<option key={event.id} value={event.id}>
						{event.name}
					</option>
				))}
			</Select>
			<p id={`${id}-hint`} className="text-ink-soft text-sm">
				{t("batchUpload.event.hint")}
			</p>
		</div>
	);
}
