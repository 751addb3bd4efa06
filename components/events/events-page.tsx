"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { eventListQuery } from "#lib/client/events.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { EventListItem } from "#lib/events/events.schema.ts";
import { CreateEventDialog } from "./create-event-dialog.tsx";
import { EventCard } from "./event-card.tsx";
import { FirstSteps } from "./first-steps.tsx";

const WORTH_SEARCHING = 7;
const ABOVE_THE_FOLD = 6;
const GRID = "grid grid-cols-1 gap-x-6 gap-y-10 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4";

export function EventsPage() {
	const t = useTranslations("events");
	const events = useQuery(eventListQuery());
	const [wanted, setWanted] = useState("");
	const count = events.data?.length ?? 0;
	const searchable = count >= WORTH_SEARCHING;
	return (
		<div className="gutter mx-auto grid max-w-400 gap-8 pt-8 pb-16 md:pt-12">
			<header className="flex flex-wrap items-end justify-between gap-4">
				<div className="grid gap-1">
					<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
					<p className="tabular min-h-5 text-ink-soft text-sm">
						{events.isSuccess ? t("summary", { count }) : " "}
					</p>
				</div>
				<div
					className={clsx(
						"flex flex-1 items-center justify-end gap-3",
						searchable && "max-sm:basis-full",
					)}
				>
					{searchable ? (
						<SearchBox
							label={t("searchLabel")}
							placeholder={t("search")}
							value={wanted}
							onChange={setWanted}
						/>
					) : null}
					{count > 0 ? <CreateEventDialog /> : null}
				</div>
			</header>
			<EventList query={events} wanted={wanted} />
		</div>
	);
}

interface EventListProps {
	query: { data: EventListItem[] | undefined; error: unknown; refetch: () => void };
	wanted: string;
}

function EventList({ query, wanted }: EventListProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	if (!query.data && query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("events.errorTitle")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!query.data) return <EventsLoading />;
	if (query.data.length === 0) return <FirstSteps />;
	const needle = wanted.trim().toLocaleLowerCase();
	const shown = query.data.filter((event) => event.name.toLocaleLowerCase().includes(needle));
	if (shown.length === 0)
		return <EmptyState title={t("events.nothingFound", { query: wanted.trim() })} />;
	return (
		<ul className={GRID}>
			{shown.map((event, index) => (
				<li key={event.id} className="min-w-0">
					<EventCard event={event} eager={index < ABOVE_THE_FOLD} />
				</li>
			))}
		</ul>
	);
}

export function EventsLoading() {
	const t = useTranslations("common");
	return (
		<div role="status" aria-label={t("loading")} className={GRID}>
			{["a", "b", "c", "d", "e", "f"].map((key) => (
				<div key={key} className="grid gap-3">
					<Skeleton className="aspect-[3/2] rounded-photo" />
					<Skeleton className="h-6 w-1/2 rounded-photo" />
				</div>
			))}
		</div>
	);
}
