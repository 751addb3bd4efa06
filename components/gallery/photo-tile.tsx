"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { photoSource } from "#lib/client/photo-source.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { DevelopingImage } from "./developing-image.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { Standing } from "./standing.tsx";

interface PhotoTileProps {
	photo: Omit<Photo, "kind">;
	box: TileBox;
	total: number;
	/** What a screen reader says of one that is no photo. */
	name?: string;
	/** Stands on the picture. */
	children?: ReactNode;
	onOpen: (event: { shiftKey: boolean }) => void;
}

const FIRST_SCREEN = 8;

/** A photo in the grid: opens large, or says what keeps it. */
export function PhotoTile({ photo, box, total, name, children, onOpen }: PhotoTileProps) {
	const t = useTranslations("photo");
	const source = photoSource(photo);
	const label = name ?? t("alt", { uploader: photo.uploader_name, position: box.index + 1, total });
	const picture = (
		<DevelopingImage
			id={photo.id}
			source={source}
			placeholder={photo.placeholder}
			alt=""
			sizes={`${Math.round(box.width)}px`}
			eager={box.index < FIRST_SCREEN}
			className="size-full"
		/>
	);
	if (!source)
		return (
			<div className="relative size-full" title={photo.error?.message}>
				{picture}
				<Standing
					failed={photo.status === "failed"}
					width={box.width}
					state={photo.status === "failed" ? t("failed") : t("processing")}
					detail={photo.filename}
				/>
			</div>
		);
	return (
		<button
			type="button"
			aria-label={photo.damaged ? `${label}. ${t("damagedHint")}` : label}
			onClick={onOpen}
			data-photo={photo.id}
			className="relative block size-full cursor-zoom-in outline-offset-[-3px] focus-visible:z-10"
		>
			{picture}
			{children}
			{photo.damaged ? (
				<span className="absolute bottom-1.5 left-1.5 inline-flex items-center gap-1.5 rounded-photo bg-night/80 px-2 py-1 text-ivory text-xs">
					<TriangleAlert aria-hidden className="size-3.5" />
					{t("damaged")}
				</span>
			) : null}
		</button>
	);
}
