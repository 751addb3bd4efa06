"use client";

import { type ReactNode, useCallback, useState } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { DeletePhoto } from "./delete-photo.tsx";
import { GuestTile } from "./guest-tile.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import type { Favourites } from "./use-favourites.ts";
import type { Shown } from "./use-photos.ts";

interface GuestPhotosProps {
	eventId: string;
	shown: Shown;
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
	const { total } = shown;
	const renderTile = useCallback(
		(photo: Photo, box: TileBox, onOpen: () => void) => (
			<GuestTile
				{...{ photo, box, total, favourites, onOpen }}
				onRemove={mayUpload ? setDoomed : null}
			/>
		),
		[total, favourites, mayUpload],
	);
	return (
		<>
			<PlainPhotos
				addressed
				renderTile={renderTile}
				shown={shown}
				label={label}
				empty={empty}
				favourites={favourites}
			/>
			<DeletePhoto eventId={eventId} photo={doomed} onClose={() => setDoomed(null)} />
		</>
	);
}
