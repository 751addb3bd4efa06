"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { StudioAlbum } from "#components/gallery/studio-album.tsx";
import { usePhotos } from "#components/gallery/use-photos.ts";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import { DropZone } from "#components/upload/drop-zone.tsx";
import { useAddPhotos } from "#components/upload/use-add-photos.ts";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { eventQuery } from "#lib/client/events.queries.ts";
import type { AlbumName, EventFull } from "#lib/events/events.schema.ts";
import { EventHeader } from "./event-header.tsx";

/** The photographer's page of one event. */
export function StudioEvent({ initial, origin }: { initial: EventFull; origin: string }) {
	const t = useTranslations();
	const { data: event = initial } = useQuery(eventQuery(initial.id));
	const [album, setAlbum] = useState<AlbumName>("Official");
	const shown = usePhotos(initial.id, album, { waits: false });
	const addPhotos = useAddPhotos();
	const gathered = useCallback(
		(files: Gathered) =>
			addPhotos(files, { eventId: initial.id, album, uploaderName: event.photographer }),
		[addPhotos, initial.id, album, event.photographer],
	);
	const choose = (value: string) => {
		const chosen = event.albums.find((candidate) => candidate.name === value);
		if (chosen) setAlbum(chosen.name);
	};
	return (
		<Tabs value={album} onValueChange={choose} activationMode="manual">
			<EventHeader event={event} origin={origin} shown={shown} onGathered={gathered} />
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
				</TabsList>
			</div>
			{event.albums.map(({ name }) => (
				<TabPanel key={name} value={name} className="gutter pt-4 pb-32">
					{name === album ? (
						<StudioAlbum event={event} album={name} shown={shown} onGathered={gathered} />
					) : null}
				</TabPanel>
			))}
			<DropZone album={t(`albums.${album}`)} onGathered={gathered} />
		</Tabs>
	);
}
