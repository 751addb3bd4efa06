"use client";

import { type ReactNode, useCallback, useState } from "react";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { DownloadChoice } from "#lib/downloads/downloads.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ChoosableTile } from "./choosable-tile.tsx";
import { GuestTile } from "./guest-tile.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { PlainPhotos } from "./plain-photos.tsx";
import { useChoosing } from "./use-choosing.ts";
import type { Favourites } from "./use-favourites.ts";
import type { Shown } from "./use-photos.ts";

const DeletePhoto = onDemand(async () => (await import("./delete-photo.tsx")).DeletePhoto);

/** What guests may do in an event beside looking. */
export interface GuestMay {
	upload: boolean;
	download: boolean;
}

interface GuestPhotosProps {
	eventId: string;
	shown: Shown;
	label: string;
	/** What is shown, as a whole, for a download; null where it is only chosen from. */
	whole?: DownloadChoice | null;
	/** Stands above them. */
	aside?: ReactNode;
	favourites: Favourites;
	may: GuestMay;
	/** What stands there when there are none. */
	empty: ReactNode;
}

/** Photos with a guest's hearts, and the way to take back one's own. */
export function GuestPhotos(props: GuestPhotosProps) {
	const { eventId, shown, label, whole = null, aside, favourites, may, empty } = props;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	const choosing = useChoosing(shown);
	const { total } = shown;
	const renderTile = useCallback(
		(photo: Photo, box: TileBox, onOpen: () => void) => {
			const tile = (open: (event: { shiftKey: boolean }) => void) => (
				<GuestTile
					{...{ photo, box, total, favourites }}
					onOpen={open}
					onRemove={may.upload ? setDoomed : null}
				/>
			);
			if (!may.download) return tile(onOpen);
			return (
				<ChoosableTile {...{ photo, choosing, onOpen }} index={box.index}>
					{(open) => tile(open)}
				</ChoosableTile>
			);
		},
		[total, favourites, may, choosing],
	);
	return (
		<>
			{may.download ? (
				<PhotoTools {...{ eventId, whole, total, choosing, aside }} />
			) : aside ? (
				<div className="mb-2 flex justify-end px-1.5 sm:px-0">{aside}</div>
			) : null}
			<PlainPhotos
				addressed
				renderTile={renderTile}
				shown={shown}
				label={label}
				empty={empty}
				favourites={favourites}
			/>
			<DeletePhoto
				wanted={doomed !== null}
				eventId={eventId}
				photo={doomed}
				onClose={() => setDoomed(null)}
			/>
		</>
	);
}
