"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Merge, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { GridOf } from "#components/gallery/grid-states.tsx";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import { type Selection, useSelection } from "#components/gallery/use-selection.ts";
import { FACE_GRID } from "#components/people/face-grid.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { eventPeopleQuery } from "#lib/client/event-people.queries.ts";
import type { EventFaces, EventPerson } from "#lib/client/face-types.ts";
import { isLooking } from "#lib/client/polling.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { EventPersonTile } from "./event-person-tile.tsx";
import { MergePeople } from "./merge-people.tsx";

/** Everyone on the event's photos, those on the most first; several can be said to be the same. */
export function PeopleGrid({ event, faces }: { event: EventFull; faces: EventFaces }) {
	const t = useTranslations("eventPeople");
	const query = useInfiniteQuery(eventPeopleQuery(event.id));
	const people = useMemo(
		() => query.data?.pages.flatMap((page) => page.people) ?? [],
		[query.data],
	);
	const loadMore = useLoadMore(query);
	const selection = useSelection<EventPerson>();
	const [merging, setMerging] = useState<readonly EventPerson[]>([]);
	const total = query.data?.pages[0]?.total ?? 0;
	return (
		<>
			<GridOf query={query} count={people.length} empty={<Nobody looking={isLooking(faces)} />}>
				<div className="grid gap-4">
					<p className="tabular text-ink-soft text-sm">{t("summary", { count: total })}</p>
					<ul aria-label={t("tab")} className={FACE_GRID}>
						{people.map((person) => (
							<li key={person.id} className="min-w-0">
								<EventPersonTile
									eventId={event.id}
									person={person}
									chosen={selection.has(person.id)}
									choosing={selection.items.length > 0}
									onChoose={(range) => selection.toggle(person, people, range)}
								/>
							</li>
						))}
					</ul>
					{query.hasNextPage ? <NearEnd key={people.length} onNear={loadMore} /> : null}
				</div>
			</GridOf>
			<Chosen selection={selection} total={total} onMerge={() => setMerging(selection.items)} />
			<MergePeople
				eventId={event.id}
				people={merging}
				onClose={() => setMerging([])}
				onMerged={selection.clear}
			/>
		</>
	);
}

interface ChosenProps {
	selection: Selection<EventPerson>;
	total: number;
	onMerge: () => void;
}

function Chosen({ selection, total, onMerge }: ChosenProps) {
	const t = useTranslations("eventPeople");
	const count = selection.items.length;
	if (count === 0) return null;
	return (
		<SelectionFrame
			label={t("chosenLabel")}
			state={t("chosen", { count, total })}
			clearLabel={t("clear")}
			onClear={selection.clear}
		>
			<Button look="primary" disabled={count < 2} onClick={onMerge}>
				<Merge aria-hidden />
				{t("merge.open")}
			</Button>
		</SelectionFrame>
	);
}

function Nobody({ looking }: { looking: boolean }) {
	const t = useTranslations("eventPeople");
	return (
		<EmptyState
			icon={<UsersRound aria-hidden />}
			title={looking ? t("waitTitle") : t("nobodyTitle")}
			body={looking ? t("waitBody") : t("nobodyBody")}
		/>
	);
}
