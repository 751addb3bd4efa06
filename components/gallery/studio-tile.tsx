"use client";

import { Download, EllipsisVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Photo } from "#lib/media/media.schema.ts";
import type { TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";

interface StudioTileProps {
	photo: Photo;
	box: TileBox;
	total: number;
	onOpen: () => void;
	onDelete: () => void;
}

/** A photo as its photographer sees it: with what can be done to it. */
export function StudioTile({ photo, box, total, onOpen, onDelete }: StudioTileProps) {
	const t = useTranslations("photo");
	return (
		<div className="group relative size-full">
			<PhotoTile photo={photo} box={box} total={total} onOpen={onOpen} />
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger
					aria-label={t("menu", { name: photo.filename })}
					className="absolute top-1 right-1 z-10 grid size-9 place-items-center rounded-full bg-night/70 text-ivory opacity-0 transition-opacity duration-150 focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100"
				>
					<EllipsisVertical aria-hidden className="size-4.5" />
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
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
				</DropdownMenuContent>
			</DropdownMenu>
		</div>
	);
}
