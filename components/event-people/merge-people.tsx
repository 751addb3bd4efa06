"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import type { EventPerson } from "#lib/client/face-types.ts";
import { mergeTarget, namesOf } from "#lib/client/merge-choice.ts";
import { useEventPeopleActions } from "./use-event-people-actions.ts";

interface MergePeopleProps {
	eventId: string;
	/** Those said to be the same; none while nothing is asked. */
	people: readonly EventPerson[];
	onClose: () => void;
	onMerged: () => void;
}

/** Asks before several become one: under which name, where they have more than one. */
export function MergePeople({ people, onClose, ...rest }: MergePeopleProps) {
	const t = useTranslations("eventPeople.merge");
	return (
		<Dialog open={people.length > 0} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("title", { count: people.length })} lead={t("lead")}>
				<MergeForm people={people} onClose={onClose} {...rest} />
			</DialogContent>
		</Dialog>
	);
}

function MergeForm({ eventId, people, onClose, onMerged }: MergePeopleProps) {
	const t = useTranslations("eventPeople.merge");
	const common = useTranslations("common");
	const { merge, busy } = useEventPeopleActions(eventId);
	const names = namesOf(people);
	const [name, setName] = useState(mergeTarget(people)?.name ?? null);
	async function submit() {
		const into = mergeTarget(people.filter((person) => person.name === name));
		if (!into) return;
		const others = people.filter(({ id }) => id !== into.id);
		if (await merge(into, others)) onMerged();
		onClose();
	}
	return (
		<div className="grid gap-6">
			<ul className="flex flex-wrap gap-2">
				{people.map((person) => (
					<li key={person.id}>
						<FaceCrop
							picture={person.picture}
							alt={person.name ?? t("nameless")}
							className="size-16 rounded-photo"
						/>
					</li>
				))}
			</ul>
			{names.length > 1 ? (
				<ChoiceField
					label={t("which")}
					value={name ?? ""}
					choices={names.map((each) => ({ value: each, label: each }))}
					onChange={setName}
				/>
			) : null}
			<div className="flex justify-end gap-3">
				<DialogClose asChild>
					<Button look="quiet">{common("cancel")}</Button>
				</DialogClose>
				<Button look="primary" busy={busy} onClick={submit}>
					{t("submit")}
				</Button>
			</div>
		</div>
	);
}
