"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import type { Photo } from "#lib/media/media.schema.ts";
import { TileMenu } from "./tile-menu.tsx";

interface OwnMenuProps {
	photo: Photo;
	onRemove: (photo: Photo) => void;
}

/** What a guest can do with a photo that they have sent. */
export function OwnMenu({ photo, onRemove }: OwnMenuProps) {
	const t = useTranslations("favourites");
	return (
		<TileMenu label={t("yourMenu", { name: photo.filename })}>
			<DropdownMenuItem loss onSelect={() => onRemove(photo)}>
				<Trash2 aria-hidden />
				{t("removeYours")}
			</DropdownMenuItem>
		</TileMenu>
	);
}
