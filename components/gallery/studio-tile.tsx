"use client";

import { Clock, Download, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import type { Photo } from "#lib/media/media.schema.ts";
import type { TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { TileMark } from "./tile-mark.tsx";
import { TileMenu } from "./tile-menu.tsx";

interface StudioTileProps {
	photo: Photo;
	box: TileBox;
	total: number;
	onOpen: (event: { shiftKey: boolean }) => void;
	onDelete: () => void;
}

/** A photo as its photographer sees it: with what can be done to it. */
export function StudioTile({ photo, box, total, onOpen, onDelete }: StudioTileProps) {
	const t = useTranslations("photo");
	const words = useTranslations("approval");
	return (
		<div className="group relative size-full">
			<PhotoTile photo={photo} box={box} total={total} onOpen={onOpen} />
			{photo.waiting ? <TileMark icon={<Clock aria-hidden />}>{words("waiting")}</TileMark> : null}
			<TileMenu label={t("menu", { name: photo.filename })}>
				{photo.download_url ? (
					<DropdownMenuItem asChild>
						<a href={photo.download_url} download={photo.filename}>
							<Download aria-hidden />
							{t("downloadOriginal")}
						</a>
					</DropdownMenuItem>
				) : null}
				<DropdownMenuItem loss onSelect={onDelete}>
					<Trash2 aria-hidden />
					{t("deleteAction")}
				</DropdownMenuItem>
			</TileMenu>
		</div>
	);
}
