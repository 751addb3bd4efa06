"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { beside, onDemand } from "#components/ui/on-demand.tsx";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import { DockArea } from "#components/upload/dock-frame.tsx";
import { guestEventQuery, shownZonesQuery } from "#lib/client/events.queries.ts";
import type { GalleryView } from "#lib/client/gallery-address.ts";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { GridLoading } from "./grid-states.tsx";
import { FindMeAction, GuestDock, UploadAction } from "./guest-actions.tsx";
import { GuestAlbum } from "./guest-album.tsx";
import { GuestCover } from "./guest-cover.tsx";
import type { GuestMay } from "./guest-photos.tsx";
import { type Favourites, useFavourites } from "./use-favourites.ts";
import { useFoundMe } from "./use-found-me.ts";
import { type GallerySection, useGalleryView } from "./use-gallery-view.ts";

const OrderChoice = beside(async () => (await import("./order-choice.tsx")).OrderChoice);
/** Most events have no parts: their code comes with those that do. */
const GuestZones = beside(async () => (await import("./guest-zones.tsx")).GuestZones);
const GuestZone = beside(async () => (await import("./guest-zone.tsx")).GuestZone);

interface GuestGalleryProps {
	initial: EventPublic;
	/** The photo at the head of the page. */
	cover: Photo | null;
	mayUpload: boolean;
	/** As the address has it. */
	initialView: GalleryView;
	/** The search for themselves that the address names. */
	search: string | null;
	/** The shared list of favourites that it names. */
	list: string | null;
}

export function GuestGallery(props: GuestGalleryProps) {
	const { initial, cover, mayUpload, search } = props;
	const { data: event = initial } = useQuery(guestEventQuery(initial.id));
	const favourites = useFavourites(event.id);
	const [listId, setListId] = useState(props.list);
	const leaveList = useCallback(() => {
		setListId(null);
		window.history.replaceState(null, "", `/event/${initial.id}`);
	}, [initial.id]);
	const { downloads } = event;
	const may = useMemo(() => ({ upload: mayUpload, download: downloads }), [mayUpload, downloads]);
	const own = { eventId: event.id, favourites, may };
	const { searchId, show } = useFoundMe(event.id, search);
	const showAll = useCallback(() => show(null), [show]);
	const total = event.photo_count;
	const actions = (
		<>
			{/* The page's own: what its photographer is given afterwards is the setting, also with faces off. */}
			{initial.guest_face_search ? <FindMeAction eventId={event.id} onFound={show} /> : null}
			{mayUpload ? <UploadAction event={event} /> : null}
		</>
	);
	return (
		<>
			<GuestCover event={event} cover={cover} count={total} actions={actions} />
			<OfflineLine />
			<main id="content">
				{listId ? (
					<SharedList
						key={listId}
						wanted
						{...own}
						listId={listId}
						total={total}
						onClear={leaveList}
					/>
				) : searchId ? (
					<Found key={searchId} wanted {...own} {...{ searchId, total }} onClear={showAll} />
				) : (
					<Albums {...{ event, favourites, may }} initialView={props.initialView} />
				)}
			</main>
			<DockArea place="guest">
				<GuestDock />
			</DockArea>
		</>
	);
}

// Fetched by who comes to them, since most only look at the albums.

const Found = onDemand(async () => (await import("./found-me.tsx")).FoundMe, <GridLoading />);
const SharedList = onDemand(
	async () => (await import("./shared-list.tsx")).SharedList,
	<GridLoading />,
);
const GuestFavourites = onDemand(
	async () => (await import("./guest-favourites.tsx")).GuestFavourites,
	<GridLoading />,
);

const albumsWithPhotos = (event: EventPublic) =>
	event.albums.filter((album) => album.photo_count > 0);

interface AlbumsProps {
	event: EventPublic;
	favourites: Favourites;
	may: GuestMay;
	initialView: GalleryView;
}

/** All photos, those of each album where there is more than one, and what one likes. */
function Albums({ event, favourites, may, initialView }: AlbumsProps) {
	const t = useTranslations();
	const { view, section, show, choose } = useGalleryView(initialView);
	const { data: parts } = useQuery(shownZonesQuery(event.id));
	const filled = albumsWithPhotos(event);
	const total = event.photo_count;
	const albums: { name: AlbumChoice; count: number }[] = [
		{ name: "all", count: total },
		...(filled.some((each) => each.photo_count < total)
			? filled.map((each) => ({ name: each.name, count: each.photo_count }))
			: []),
	];
	const likes = favourites.count > 0 || section === "favourites";
	const own = { eventId: event.id, favourites, may };
	const tab = (value: GallerySection, name: string, count: number) => (
		<Tab key={value} value={value} count={count} label={t("albums.withCount", { name, count })}>
			{name}
		</Tab>
	);
	const panel = (value: GallerySection, children: ReactNode) => (
		<TabPanel key={value} value={value} className="px-0.5 pt-2 pb-24 sm:gutter">
			{value === section ? children : null}
		</TabPanel>
	);
	return (
		<Tabs
			value={section}
			onValueChange={(value) => choose(value as GallerySection)}
			activationMode="manual"
		>
			{albums.length > 1 || likes ? (
				<div className="gutter sticky top-0 z-20 bg-paper">
					<TabsList aria-label={t("event.albums")}>
						{albums.map(({ name, count }) => tab(name, t(`albums.${name}`), count))}
						{likes ? tab("favourites", t("favourites.title"), favourites.count) : null}
					</TabsList>
				</div>
			) : null}
			{albums.map(({ name }) =>
				panel(
					name,
					<>
						{name === "all" && parts?.total ? (
							<Suspense>
								<GuestZones {...{ event, view }} onChange={show} />
							</Suspense>
						) : null}
						{view.zone === null ? (
							<GuestAlbum
								{...own}
								view={view}
								aside={
									total > 1 ? (
										<Suspense>
											<OrderChoice view={view} onChange={show} />
										</Suspense>
									) : null
								}
							/>
						) : (
							<Suspense>
								<GuestZone key={view.zone} {...own} {...{ view, total }} onChange={show} />
							</Suspense>
						)}
					</>,
				),
			)}
			{panel("favourites", <GuestFavourites wanted {...own} />)}
		</Tabs>
	);
}
