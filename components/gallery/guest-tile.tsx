"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { onDemand } from "#components/ui/on-demand.tsx";
import type { Photo } from "#lib/media/media.schema.ts";
import { HeartButton } from "./heart-button.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { TileMark } from "./tile-mark.tsx";
import type { Favourites } from "./use-favourites.ts";

const OwnMenu = onDemand(async () => (await import("./own-menu.tsx")).OwnMenu);

interface GuestTileProps {
	photo: Photo;
	box: TileBox;
	total: number;
	favourites: Favourites;
	/** Where guests may still remove what they have sent. */
	onRemove: ((photo: Photo) => void) | null;
	onOpen: (event: { shiftKey: boolean }) => void;
}

/** A photo as a guest sees it: with a heart, and what they can do with one of their own. */
export function GuestTile(props: GuestTileProps) {
	const { photo, box, total, favourites, onRemove, onOpen } = props;
	const t = useTranslations("favourites");
	const where = { uploader: photo.uploader_name, position: box.index + 1, total };
	return (
		<div className="group relative size-full">
			<PhotoTile photo={photo} box={box} total={total} onOpen={onOpen} />
			{photo.yours || photo.waiting ? <OwnMark photo={photo} /> : null}
			{photo.renditions.small ? (
				<HeartButton
					label={t("like", where)}
					pressed={favourites.has(photo.id)}
					onToggle={() => favourites.toggle(photo.id)}
				/>
			) : null}
			{photo.yours && onRemove ? <OwnMenu wanted photo={photo} onRemove={onRemove} /> : null}
		</div>
	);
}

function OwnMark({ photo }: { photo: Photo }) {
	const t = useTranslations("favourites");
	return (
		<TileMark icon={photo.waiting ? <Clock aria-hidden /> : null}>
			{photo.waiting ? t("yoursWaiting") : t("yours")}
		</TileMark>
	);
}
