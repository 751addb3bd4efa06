"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import { DockArea } from "#components/upload/dock-frame.tsx";
import { UploadDock } from "#components/upload/upload-dock.tsx";
import { guestEventQuery } from "#lib/client/events.queries.ts";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { FindMe } from "./find-me.tsx";
import { FoundMe } from "./found-me.tsx";
import { GuestAlbum } from "./guest-album.tsx";
import { GuestCover } from "./guest-cover.tsx";
import { GuestUpload } from "./guest-upload.tsx";
import { useFoundMe } from "./use-found-me.ts";

interface GuestGalleryProps {
	initial: EventPublic;
	/** The photo at the head of the page. */
	cover: Photo | null;
	mayUpload: boolean;
	/** The search for themselves that the address names. */
	search: string | null;
}

export function GuestGallery({ initial, cover, mayUpload, search }: GuestGalleryProps) {
	const { data: event = initial } = useQuery(guestEventQuery(initial.id));
	const { searchId, show } = useFoundMe(event.id, search);
	const showAll = useCallback(() => show(null), [show]);
	const total = event.photo_count;
	const actions = (
		<>
			{/* The page's own: what its photographer is given afterwards is the setting, also with faces off. */}
			{initial.guest_face_search ? <FindMe eventId={event.id} onFound={show} /> : null}
			{mayUpload ? <GuestUpload eventId={event.id} /> : null}
		</>
	);
	return (
		<>
			<GuestCover event={event} cover={cover} count={total} actions={actions} />
			<OfflineLine />
			<main id="content">
				{searchId ? (
					<FoundMe
						key={searchId}
						{...{ eventId: event.id, searchId, total }}
						mayDownload={event.downloads}
						onClear={showAll}
					/>
				) : (
					<Albums event={event} mayUpload={mayUpload} />
				)}
			</main>
			<DockArea place="guest">
				<UploadDock />
			</DockArea>
		</>
	);
}

const albumsWithPhotos = (event: EventPublic) =>
	event.albums.filter((album) => album.photo_count > 0);

/** All photos, and those of each album where there is more than one. */
function Albums({ event, mayUpload }: { event: EventPublic; mayUpload: boolean }) {
	const t = useTranslations();
	const [album, setAlbum] = useState<AlbumChoice>("all");
	const choose = useCallback((value: string) => setAlbum(value as AlbumChoice), []);
	const filled = albumsWithPhotos(event);
	const total = event.photo_count;
	const sections = filled.some((each) => each.photo_count < total);
	const tabs = [
		{ name: "all" as const, count: total },
		...filled.map((each) => ({ name: each.name, count: each.photo_count })),
	];
	return (
		<Tabs value={album} onValueChange={choose} activationMode="manual">
			{sections ? (
				<div className="gutter sticky top-0 z-20 bg-paper">
					<TabsList aria-label={t("event.albums")}>
						{tabs.map(({ name, count }) => (
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
			) : null}
			{tabs.map(({ name }) => (
				<TabPanel key={name} value={name} className="px-0.5 pt-2 pb-24 sm:gutter">
					{name === album ? (
						<GuestAlbum
							eventId={event.id}
							album={name}
							mayUpload={mayUpload}
							mayDownload={event.downloads}
						/>
					) : null}
				</TabPanel>
			))}
		</Tabs>
	);
}
