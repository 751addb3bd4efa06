"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { Button } from "#components/ui/button.tsx";
import { usePersonChoices } from "./use-filter-choices.ts";

interface PersonChoiceProps {
	eventId: string;
	value: string | undefined;
	/** Empty for anybody. */
	onChange: (personId: string) => void;
}

/** One of the people on an event's photos, by their face; nothing where nobody was found. */
export function PersonChoice({ eventId, value, onChange }: PersonChoiceProps) {
	const t = useTranslations("photoFilter");
	const words = useTranslations("eventPeople");
	const { people, query } = usePersonChoices(eventId, true);
	if (people.length === 0) return null;
	return (
		<fieldset className="grid min-w-0 gap-1.5">
			<legend className="pb-1.5 font-medium text-sm">{t("person")}</legend>
			<ul className="-mx-1 flex gap-2 overflow-x-auto px-1 py-1">
				{people.map(({ id, name, photos, picture }) => (
					<li key={id} className="w-16 shrink-0">
						<button
							type="button"
							aria-pressed={id === value}
							aria-label={t("counted", { name: name ?? words("nameless"), count: photos })}
							onClick={() => onChange(id === value ? "" : id)}
							className="grid w-full gap-1 rounded-photo text-xs"
						>
							<FaceCrop
								picture={picture}
								className={clsx("rounded-photo", id === value && "ring-3 ring-accent")}
							/>
							<span aria-hidden className="truncate text-center">
								{name ?? words("nameless")}
							</span>
						</button>
					</li>
				))}
				{query.hasNextPage ? (
					<li className="grid shrink-0 place-items-center">
						<Button
							look="quiet"
							size="sm"
							busy={query.isFetchingNextPage}
							onClick={() => query.fetchNextPage()}
						>
							{t("morePeople")}
						</Button>
					</li>
				) : null}
			</ul>
		</fieldset>
	);
}
