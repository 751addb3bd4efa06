"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { facetsQuery } from "#lib/client/photos.queries.ts";
import { tagsWith } from "#lib/client/zone-pages.ts";

export type TagEdit = { add_tags?: string[]; remove_tags?: string[] };

interface TagsDialogProps {
	eventId: string;
	/** How many photos; none while nothing is asked. */
	count: number;
	onClose: () => void;
	onTag: (edit: TagEdit) => void;
}

/** Asks which tags chosen photos are given, or lose. */
export function TagsDialog({ eventId, count, onClose, onTag }: TagsDialogProps) {
	const t = useTranslations("bulk");
	return (
		<Dialog open={count > 0} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("tagsTitle", { count })} lead={t("tagsLead")}>
				<TagsForm eventId={eventId} onTag={onTag} />
			</DialogContent>
		</Dialog>
	);
}

function TagsForm({ eventId, onTag }: Pick<TagsDialogProps, "eventId" | "onTag">) {
	const t = useTranslations("bulk");
	const { data } = useQuery(facetsQuery(eventId));
	const [what, setWhat] = useState<"add" | "remove">("add");
	const [typed, setTyped] = useState("");
	const known = useId();
	const tags = tagsWith([], typed);
	const error = tags ? undefined : t("tagsTooMuch");
	return (
		<form
			className="grid gap-5"
			onSubmit={(event) => {
				event.preventDefault();
				if (tags && tags.length > 0) onTag({ [`${what}_tags` as const]: tags });
			}}
		>
			<ChoiceField
				label={t("tagsWhat")}
				value={what}
				onChange={setWhat}
				choices={(["add", "remove"] as const).map((value) => ({
					value,
					label: t(`tagsChoice.${value}`),
				}))}
			/>
			<Field
				label={t("tagsField")}
				value={typed}
				onChange={(event) => setTyped(event.target.value)}
				list={known}
				autoComplete="off"
				error={error}
			/>
			<datalist id={known}>
				{data?.tags.map(({ tag }) => (
					<option key={tag} value={tag} />
				))}
			</datalist>
			<Button type="submit" look="primary" disabled={!tags || tags.length === 0}>
				{t(`tagsChoice.${what}`)}
			</Button>
		</form>
	);
}
