"use client";

import { type ReactNode, useState } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { DeletePhoto } from "./delete-photo.tsx";
import { GuestTile } from "./guest-tile.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import type { Favourites } from "./use-favourites.ts";
import type { usePhotos } from "./use-photos.ts";

interface GuestPhotosProps {
	eventId: string;
	shown: Pick<ReturnType<typeof usePhotos>, "query" | "photos" | "total" | "loadMore">;
	label: string;
	favourites: Favourites;
	mayUpload: boolean;
	/** What stands there when there are none. */
	empty: ReactNode;
}

/** Photos with a guest's hearts, and the way to take back one's own. */
export function GuestPhotos(props: GuestPhotosProps) {
	const { eventId, shown, label, favourites, mayUpload, empty } = props;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	return (
		<>
			<PlainPhotos
				shown={shown}
				label={label}
				empty={empty}
				favourites={favourites}
				renderTile={(photo, box, onOpen) => (
					<GuestTile
						photo={photo}
						box={box}
						total={shown.total}
						favourites={favourites}
						onRemove={mayUpload ? setDoomed : null}
						onOpen={onOpen}
					/>
				)}
			/>
			<DeletePhoto eventId={eventId} photo={doomed} onClose={() => setDoomed(null)} />
		</>
	);
}
