"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { FacesLoading } from "#components/people/face-grid.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { EditInPlace } from "#components/ui/edit-in-place.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { eventPersonQuery } from "#lib/client/event-people.queries.ts";
import { eventViewPath } from "#lib/client/event-view.ts";
import type { EventPersonDetail } from "#lib/client/face-types.ts";
import { nameFrom } from "#lib/client/person-name.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { ForgetPerson } from "./forget-person.tsx";
import { PersonFaces } from "./person-faces.tsx";
import { PersonPhotos } from "./person-photos.tsx";
import { type EventPeopleActions, useEventPeopleActions } from "./use-event-people-actions.ts";

interface EventPersonViewProps {
	event: EventFull;
	personId: string;
}

/** One person of the event: their photos, and the faces that were taken for theirs. */
export function EventPersonView({ event, personId }: EventPersonViewProps) {
	const t = useTranslations("eventPeople");
	const query = useInfiniteQuery(eventPersonQuery(event.id, personId));
	const actions = useEventPeopleActions(event.id);
	const [part, setPart] = useState<"photos" | "faces">("photos");
	const loadMore = useLoadMore(query);
	const person = query.data?.pages[0];
	const faces = useMemo(() => query.data?.pages.flatMap((page) => page.faces) ?? [], [query.data]);
	const people = eventViewPath(event.id, "people");
	const top = useArrival();
	const back = (
		<div ref={top} className="scroll-mt-16">
			<BackLink href={people} here>
				{t("back")}
			</BackLink>
		</div>
	);
	if (!person)
		return (
			<div className="grid grid-cols-1 gap-6">
				{back}
				{query.isPending ? (
					<FacesLoading />
				) : (
					<EmptyState icon={<UserRoundX aria-hidden />} title={t("gone")} />
				)}
			</div>
		);
	return (
		<div className="grid grid-cols-1 gap-6">
			{back}
			<div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
				<PersonHead {...{ person, actions }} />
				<div className="flex items-center gap-2">
					{(["photos", "faces"] as const).map((each) => (
						<Button
							key={each}
							look={each === part ? "plain" : "quiet"}
							aria-pressed={each === part}
							onClick={() => setPart(each)}
						>
							{t(`part.${each}`)}
						</Button>
					))}
					<ForgetPerson
						{...{ person, actions }}
						onForgotten={() => window.history.replaceState(null, "", people)}
					/>
				</div>
			</div>
			{part === "photos" ? (
				<PersonPhotos eventId={event.id} person={person} />
			) : (
				<PersonFaces {...{ person, faces, loadMore, actions }} hasMore={query.hasNextPage} />
			)}
		</div>
	);
}

/** Whoever comes from far down the page begins at the top of this. */
function useArrival() {
	const top = useRef<HTMLDivElement>(null);
	useEffect(() => {
		top.current?.scrollIntoView({ block: "nearest" });
		top.current?.querySelector("a")?.focus({ preventScroll: true });
	}, []);
	return top;
}

interface PersonHeadProps {
	person: EventPersonDetail;
	actions: EventPeopleActions;
}

function PersonHead({ person, actions }: PersonHeadProps) {
	const t = useTranslations("eventPeople");
	const name = person.name ?? t("nameless");
	return (
		<div className="flex min-w-0 items-center gap-4">
			<FaceCrop picture={person.picture} className="size-18 shrink-0 rounded-photo" />
			<div className="grid min-w-0 gap-0.5">
				<EditInPlace
					value={person.name ?? ""}
					words={{
						edit: t("rename", { name }),
						...{ field: t("name"), save: t("save"), leave: t("leave") },
					}}
					add={t("addName")}
					busy={actions.busy}
					parse={(typed) => (typed.trim() === "" ? "" : nameFrom(typed))}
					onSave={(typed) => actions.rename(person.id, typed || null)}
					className="font-display sm:w-72"
				>
					<h2 className="min-w-0 font-display text-xl tracking-tight [overflow-wrap:anywhere]">
						{name}
					</h2>
				</EditInPlace>
				<p className="tabular text-ink-soft text-sm">{t("photos", { count: person.photos })}</p>
			</div>
		</div>
	);
}
