"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { TileChoice } from "#components/gallery/tile-choice.tsx";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { HereLink } from "#components/ui/here-link.tsx";
import { eventPersonPath } from "#lib/client/event-view.ts";
import type { EventPerson } from "#lib/client/face-types.ts";

interface EventPersonTileProps {
	eventId: string;
	person: EventPerson;
	chosen: boolean;
	/** Somebody is chosen: then a click chooses too. */
	choosing: boolean;
	onChoose: (range: boolean) => void;
}

/** Someone on the photos: leads to theirs, or is chosen. */
export function EventPersonTile(props: EventPersonTileProps) {
	const { eventId, person, chosen, choosing, onChoose } = props;
	const t = useTranslations("eventPeople");
	const name = person.name ?? t("nameless");
	const open = (event: MouseEvent) => {
		if (!choosing) return;
		event.preventDefault();
		onChoose(event.shiftKey);
	};
	return (
		<div className="group relative">
			<HereLink
				href={eventPersonPath(eventId, person.id)}
				onClick={open}
				className="grid gap-2.5 rounded-photo outline-offset-4"
			>
				<FaceCrop
					picture={person.picture}
					className={clsx("rounded-photo", chosen && "ring-3 ring-accent")}
				/>
				<span className="grid gap-0.5">
					<span
						className={clsx(
							"truncate underline-offset-4 group-hover:underline",
							person.name ? "font-medium" : "text-ink-soft",
						)}
					>
						{name}
					</span>
					<span className="tabular text-ink-soft text-sm">
						{t("photos", { count: person.photos })}
					</span>
				</span>
			</HereLink>
			<TileChoice label={t("choose", { name })} {...{ chosen, choosing, onChoose }} />
		</div>
	);
}
