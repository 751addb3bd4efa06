"use client";

import { useQuery } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { eventFavouritesQuery } from "#lib/client/favourites.queries.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import type { EventFavourites } from "#lib/guests/favourites.schema.ts";
import { FavouriteLists } from "./favourite-lists.tsx";
import { FavouritesExport } from "./favourites-export.tsx";
import { GridOf } from "./grid-states.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import { TileMark } from "./tile-mark.tsx";
import { usePhotos } from "./use-photos.ts";

/** What the guests of an event like, for its photographer: all of it, or one guest's. */
export function FavouritesView({ event }: { event: EventFull }) {
	const t = useTranslations("favourites.studio");
	const query = useQuery(eventFavouritesQuery(event.id));
	const { photos = [], lists = [] } = query.data ?? {};
	const none = (
		<EmptyState icon={<Heart aria-hidden />} title={t("noneTitle")} body={t("noneBody")} />
	);
	return (
		<GridOf query={query} count={photos.length} empty={none}>
			<Liked event={event} favourites={{ photos, lists }} />
		</GridOf>
	);
}

function Liked({ event, favourites }: { event: EventFull; favourites: EventFavourites }) {
	const t = useTranslations("favourites.studio");
	const [guestId, setGuestId] = useState<string | null>(null);
	const choice = guestId ? { guest: guestId } : { favourites: "any" as const };
	const shown = usePhotos(event.id, choice, { waits: false });
	const counts = new Map(favourites.photos.map((photo) => [photo.photo_id, photo.guest_count]));
	return (
		<div className="grid gap-4">
			<div className="flex flex-wrap items-center justify-between gap-3">
				<p className="tabular text-sm">
					{t("summary", {
						...{ guests: favourites.lists.length, count: favourites.photos.length },
						total: event.photo_count,
					})}
				</p>
				<FavouritesExport eventId={event.id} guestId={guestId} />
			</div>
			<FavouriteLists lists={favourites.lists} chosen={guestId} onChoose={setGuestId} />
			<PlainPhotos
				key={guestId}
				shown={shown}
				label={t("label")}
				empty={<EmptyState icon={<Heart aria-hidden />} title={t("noneTitle")} />}
				renderTile={(photo, box, onOpen) => {
					const count = counts.get(photo.id) ?? 0;
					return (
						<div className="relative size-full">
							<PhotoTile photo={photo} box={box} total={shown.total} onOpen={onOpen} />
							<TileMark icon={<Heart aria-hidden className="fill-current" />}>
								<span aria-hidden className="tabular">
									{count}
								</span>
								<span className="sr-only">{t("guests", { count })}</span>
							</TileMark>
						</div>
					);
				}}
			/>
		</div>
	);
}
