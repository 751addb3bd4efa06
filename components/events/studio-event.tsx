"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { PeopleView } from "#components/event-people/people-view.tsx";
import { ApprovalView } from "#components/gallery/approval-view.tsx";
import { FavouritesView } from "#components/gallery/favourites-view.tsx";
import { StudioAlbum } from "#components/gallery/studio-album.tsx";
import { usePhotoFilter } from "#components/gallery/use-photo-filter.ts";
import { usePhotos } from "#components/gallery/use-photos.ts";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import { AddPhotosMenu } from "#components/upload/add-photos-menu.tsx";
import { DropZone } from "#components/upload/drop-zone.tsx";
import { useAddPhotos } from "#components/upload/use-add-photos.ts";
import { useAddToZone } from "#components/zones/use-add-to-zone.ts";
import { NewZoneMenu, ZonesView } from "#components/zones/zones-view.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { albumOf, type EventView, eventViewPath } from "#lib/client/event-view.ts";
import { eventQuery } from "#lib/client/events.queries.ts";
import { isFiltered, NO_FILTER, withFilter } from "#lib/client/photo-filter.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { EventFigures } from "./event-figures.tsx";
import { EventHeader } from "./event-header.tsx";

interface StudioEventProps {
	initial: EventFull;
	initialView: EventView;
	origin: string;
}

/** The photographer's page of one event: an album, its zones, or the people on its photos. */
export function StudioEvent({ initial, initialView, origin }: StudioEventProps) {
	const t = useTranslations();
	const { data: event = initial } = useQuery(eventQuery(initial.id));
	const [view, setView] = useState(initialView);
	const album = albumOf(view);
	const { filter, setFilter } = usePhotoFilter();
	const filtered = isFiltered(filter);
	const choice = filtered ? { album, ...filter } : album;
	const shown = usePhotos(initial.id, choice, { waits: false });
	const addPhotos = useAddPhotos();
	const addToZone = useAddToZone(initial.id);
	const gathered = useCallback(
		(files: Gathered) =>
			addPhotos(files, { eventId: initial.id, album, uploaderName: event.photographer }),
		[addPhotos, initial.id, album, event.photographer],
	);
	const choose = (value: string) => {
		setView(value as EventView);
		// So that coming back leads to what was left.
		const path = new URL(eventViewPath(initial.id, value as EventView), window.location.href);
		const kept = albumOf(value as EventView) === value ? filter : NO_FILTER;
		window.history.replaceState(null, "", withFilter(path.href, kept));
	};
	return (
		<Tabs value={view} onValueChange={choose} activationMode="manual">
			<EventHeader event={event} origin={origin} shown={shown}>
				{view === "zones" ? (
					<NewZoneMenu onGathered={(files) => addToZone(files, "new")} />
				) : (
					<AddPhotosMenu onGathered={gathered} />
				)}
			</EventHeader>
			<div className="gutter sticky top-0 z-20 border-line border-b bg-paper">
				<TabsList aria-label={t("event.albums")}>
					{event.albums.map(({ name, photo_count: count }) => (
						<Tab
							key={name}
							value={name}
							count={count}
							label={t("albums.withCount", { name: t(`albums.${name}`), count })}
						>
							{t(`albums.${name}`)}
						</Tab>
					))}
					{event.waiting_count > 0 || view === "approval" ? (
						<Tab
							value="approval"
							count={event.waiting_count}
							label={t("albums.withCount", {
								...{ name: t("approval.tab"), count: event.waiting_count },
							})}
						>
							{t("approval.tab")}
						</Tab>
					) : null}
					<Tab value="favourites" label={t("favourites.studio.tab")}>
						{t("favourites.studio.tab")}
					</Tab>
					<Tab value="zones" label={t("zones.tab")}>
						{t("zones.tab")}
					</Tab>
					<Tab value="people" label={t("eventPeople.tab")}>
						{t("eventPeople.tab")}
					</Tab>
					<Tab value="figures" label={t("eventFigures.tab")}>
						{t("eventFigures.tab")}
					</Tab>
				</TabsList>
			</div>
			{event.albums.map(({ name }) => (
				<TabPanel key={name} value={name} className="gutter pt-4 pb-32">
					{name === view ? (
						<StudioAlbum
							event={event}
							album={name}
							shown={shown}
							filter={filter}
							onFilter={setFilter}
							onGathered={gathered}
						/>
					) : null}
				</TabPanel>
			))}
			<TabPanel value="approval" className="gutter pt-4 pb-32">
				{view === "approval" ? <ApprovalView eventId={event.id} /> : null}
			</TabPanel>
			<TabPanel value="favourites" className="gutter pt-4 pb-32">
				{view === "favourites" ? <FavouritesView event={event} /> : null}
			</TabPanel>
			<TabPanel value="zones" className="gutter pt-4 pb-32">
				{view === "zones" ? <ZonesView eventId={event.id} /> : null}
			</TabPanel>
			<TabPanel value="people" className="gutter pt-4 pb-32">
				{view === "people" ? <PeopleView event={event} /> : null}
			</TabPanel>
			<TabPanel value="figures" className="gutter pt-6 pb-32">
				{view === "figures" ? <EventFigures eventId={event.id} /> : null}
			</TabPanel>
			{view === album ? <DropZone album={t(`albums.${album}`)} onGathered={gathered} /> : null}
		</Tabs>
	);
}
