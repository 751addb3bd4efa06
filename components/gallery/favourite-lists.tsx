"use client";

import { clsx } from "clsx";
import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Moment } from "#components/ui/moment.tsx";
import type { EventFavourites } from "#lib/guests/favourites.schema.ts";

interface FavouriteListsProps {
	lists: EventFavourites["lists"];
	/** The guest whose favourites are in sight; null for everybody's. */
	chosen: string | null;
	onChoose: (guestId: string | null) => void;
}

/** Whose favourites are looked at: everybody's, or one guest's. */
export function FavouriteLists({ lists, chosen, onChoose }: FavouriteListsProps) {
	const t = useTranslations("favourites.studio");
	return (
		<ul aria-label={t("label")} className="-mx-1 flex gap-2 overflow-x-auto p-1">
			<li>
				<Choice pressed={chosen === null} onClick={() => onChoose(null)}>
					{t("all")}
				</Choice>
			</li>
			{lists.map((list) => (
				<li key={list.guest_id}>
					<Choice pressed={chosen === list.guest_id} onClick={() => onChoose(list.guest_id)}>
						<span className="inline-flex items-center gap-1.5">
							{list.shared ? <Link2 aria-hidden className="size-4" /> : null}
							{t("list", { name: list.name ?? t("nameless"), count: list.photo_count })}
						</span>
						<span className="text-ink-soft text-xs">
							<Moment at={list.changed_at} />
						</span>
					</Choice>
				</li>
			))}
		</ul>
	);
}

function Choice(props: { pressed: boolean; onClick: () => void; children: ReactNode }) {
	const { pressed, onClick, children } = props;
	return (
		<button
			type="button"
			aria-pressed={pressed}
			onClick={onClick}
			className={clsx(
				"grid h-full min-h-11 content-center justify-items-start whitespace-nowrap rounded-control border px-3 py-1.5 text-left text-sm",
				pressed ? "border-accent bg-sunken" : "border-line hover:bg-sunken",
			)}
		>
			{children}
		</button>
	);
}
