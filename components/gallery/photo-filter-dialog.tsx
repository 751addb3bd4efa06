"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import {
	type FilterName,
	NO_FILTER,
	type PhotoFilterChoice,
	withSaid,
} from "#lib/client/photo-filter.ts";
import { facetsQuery } from "#lib/client/photos.queries.ts";
import { PersonChoice } from "./person-choice.tsx";
import { useZoneChoices } from "./use-filter-choices.ts";

interface PhotoFilterDialogProps {
	eventId: string;
	filter: PhotoFilterChoice;
	onChange: (filter: PhotoFilterChoice) => void;
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** What photos can be chosen by, beside words; each choice counts at once. */
export function PhotoFilterDialog(props: PhotoFilterDialogProps) {
	const { open, onOpenChange, onChange } = props;
	const t = useTranslations("photoFilter");
	return (
		<Dialog open={open} onOpenChange={onOpenChange}>
			<DialogContent title={t("title")} lead={t("lead")}>
				<Choices {...props} />
				<div className="flex justify-end gap-2 pt-6">
					<Button look="quiet" onClick={() => onChange(NO_FILTER)}>
						{t("clear")}
					</Button>
					<DialogClose asChild>
						<Button look="primary">{t("done")}</Button>
					</DialogClose>
				</div>
			</DialogContent>
		</Dialog>
	);
}

function Choices({ eventId, filter, onChange }: PhotoFilterDialogProps) {
	const t = useTranslations("photoFilter");
	const { data } = useQuery(facetsQuery(eventId));
	const zones = useZoneChoices(eventId, true);
	const say = (name: FilterName) => (value: string) => onChange(withSaid(filter, name, value));
	const flag = (name: FilterName) => (on: boolean) =>
		onChange(withSaid(filter, name, on ? "true" : undefined));
	const days = { min: data?.first ?? undefined, max: data?.last ?? undefined };
	return (
		<div className="grid gap-5">
			<Choice label={t("uploader")} value={filter.uploader} onChange={say("uploader")}>
				{data?.uploaders.map(({ name, count }) => (
					<option key={name} value={name}>
						{t("counted", { name, count })}
					</option>
				))}
			</Choice>
			<Choice label={t("tag")} value={filter.tag} onChange={say("tag")}>
				{data?.tags.map(({ tag: name, count }) => (
					<option key={name} value={name}>
						{t("counted", { name, count })}
					</option>
				))}
			</Choice>
			{zones.length > 0 || filter.zone !== undefined ? (
				<Choice label={t("zone")} value={filter.zone} onChange={say("zone")}>
					<option value="none">{t("noZone")}</option>
					{zones.map(({ id, name, count }) => (
						<option key={id} value={id}>
							{t("counted", { name, count })}
						</option>
					))}
				</Choice>
			) : null}
			<PersonChoice eventId={eventId} value={filter.person} onChange={say("person")} />
			<div className="grid grid-cols-2 gap-3">
				<Field
					{...days}
					type="date"
					label={t("from")}
					value={filter.from ?? ""}
					onChange={(event) => say("from")(event.target.value)}
				/>
				<Field
					{...days}
					type="date"
					label={t("to")}
					value={filter.to ?? ""}
					onChange={(event) => say("to")(event.target.value)}
				/>
			</div>
			<SwitchField
				label={t("similar")}
				hint={t("similarHint")}
				checked={filter.similar !== undefined}
				onChange={flag("similar")}
			/>
			<SwitchField
				label={t("damaged")}
				hint={t("damagedHint", { count: data?.damaged ?? 0 })}
				checked={filter.damaged !== undefined}
				onChange={flag("damaged")}
			/>
		</div>
	);
}

interface ChoiceProps {
	label: string;
	value: string | undefined;
	onChange: (value: string) => void;
	children: ReactNode;
}

function Choice({ label, value = "", onChange, children }: ChoiceProps) {
	const t = useTranslations("photoFilter");
	const id = useId();
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium text-sm">
				{label}
			</label>
			<Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
				<option value="">{t("any")}</option>
				{children}
			</Select>
		</div>
	);
}
