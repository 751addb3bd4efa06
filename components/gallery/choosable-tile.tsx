"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { TileChoice } from "./tile-choice.tsx";
import { type ChoosingPhotos, useChosen } from "./use-choosing.ts";
import { useLongPress } from "./use-long-press.ts";

interface ChoosableTileProps {
	photo: Photo;
	/** Its place in the gallery, from 0. */
	index: number;
	choosing: ChoosingPhotos;
	onOpen: () => void;
	/** The tile, with what it does when it is opened. */
	children: (open: (event: { shiftKey: boolean }) => void) => ReactNode;
}

/** A tile that can be chosen: by its box, by a long press, and by a click once something is. */
export function ChoosableTile(props: ChoosableTileProps) {
	const { photo, index, choosing, onOpen, children } = props;
	const press = useLongPress(() => choosing.toggle(photo, false));
	return (
		<div className="group relative size-full touch-manipulation select-none" {...press}>
			{children(({ shiftKey }) =>
				choosing.get().active ? choosing.toggle(photo, shiftKey) : onOpen(),
			)}
			<Mark {...{ photo, index, choosing }} />
		</div>
	);
}

/** What there is of choosing on a tile. By itself, so that the tile below stays as it is. */
function Mark({
	photo,
	index,
	choosing,
}: Pick<ChoosableTileProps, "photo" | "index" | "choosing">) {
	const t = useTranslations("download");
	const { chosen, active } = useChosen(choosing, photo.id, index);
	return (
		<>
			{chosen ? (
				<span className="pointer-events-none absolute inset-0 border-3 border-accent bg-night/25" />
			) : null}
			<span
				className={clsx(
					"absolute bottom-0 left-0 z-10 size-9",
					!active && "[@media(hover:none)]:hidden",
				)}
			>
				<TileChoice
					label={t("choose", { name: photo.filename })}
					chosen={chosen}
					choosing={active}
					onChoose={(range) => choosing.toggle(photo, range)}
				/>
			</span>
		</>
	);
}
