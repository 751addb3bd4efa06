"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SearchList } from "#components/ui/search-list.tsx";
import type { Person } from "#lib/client/face-types.ts";
import { peopleFoundQuery } from "#lib/client/people.queries.ts";
import { type PersonChoice, personChoices } from "#lib/client/person-choices.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { FaceCrop } from "./face-crop.tsx";

interface PersonPickerProps {
	/** Not to be chosen. */
	except?: string;
	onChoose: (person: Person) => void;
	/** Given where somebody new may be made of what was typed. */
	onNew?: (name: string) => void;
}

/** Someone by name: arrows go through who is found, Enter takes them. */
export function PersonPicker({ except, onChoose, onNew }: PersonPickerProps) {
	const t = useTranslations("people");
	const errorText = useErrorText();
	const [wanted, setWanted] = useState("");
	const name = wanted.trim();
	const found = useQuery(peopleFoundQuery(name));
	const choices = personChoices(found.data?.people ?? [], name, {
		except: except ?? null,
		// Whether there is somebody of that name is known once the answer is about this name.
		mayBeNew: onNew !== undefined && found.isSuccess && !found.isPlaceholderData,
	});
	const hidden = found.data ? found.data.total - found.data.people.length : 0;
	const note = () => {
		if (found.isError) return errorText(found.error);
		if (found.isFetching) return null;
		if (choices.length === 0) return name ? t("nothingFound", { query: name }) : t("nobodyYet");
		return hidden > 0 ? t("moreFound", { count: hidden }) : null;
	};
	return (
		<SearchList
			label={t(onNew ? "findOrNew" : "find")}
			placeholder={t(onNew ? "findOrNew" : "find")}
			wanted={wanted}
			onWanted={setWanted}
			options={choices}
			render={(choice) => <Choice choice={choice} />}
			onChoose={(choice) => (choice.person ? onChoose(choice.person) : onNew?.(choice.name))}
			note={note()}
		/>
	);
}

function Choice({ choice: { person, name } }: { choice: PersonChoice }) {
	const t = useTranslations("people");
	if (!person)
		return (
			<span className="flex min-w-0 items-center gap-3">
				<UserRoundPlus aria-hidden className="mx-2 size-5 shrink-0 text-accent-text" />
				<span className="truncate">{t("newNamed", { name })}</span>
			</span>
		);
	return (
		<>
			<span className="flex min-w-0 items-center gap-3">
				<FaceCrop picture={person.picture} className="size-9 shrink-0 rounded-full" />
				<span className="truncate font-medium">{name}</span>
			</span>
			<span className="tabular shrink-0 text-ink-soft">
				{t("samples", { count: person.samples })}
			</span>
		</>
	);
}
