"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { TileChoice } from "./tile-choice.tsx";
import type { Choosing } from "./use-choosing.ts";
import { useLongPress } from "./use-long-press.ts";

interface ChoosableTileProps {
	photo: Photo;
	/** Those that a range goes through. */
	photos: readonly Photo[];
	choosing: Choosing<Photo>;
	onOpen: () => void;
	/** The tile, with what it does when it is opened. */
	children: (open: (event: { shiftKey: boolean }) => void) => ReactNode;
}

/** A tile that can be chosen: by its box, by a long press, and by a click once something is. */
export function ChoosableTile(props: ChoosableTileProps) {
	const { photo, photos, choosing, onOpen, children } = props;
	const t = useTranslations("download");
	const chosen = choosing.has(photo.id);
	const choose = (range: boolean) => choosing.toggle(photo, photos, range);
	const press = useLongPress(() => choose(false));
	return (
		<div className="group relative size-full touch-manipulation select-none" {...press}>
			{children(({ shiftKey }) => (choosing.active ? choose(shiftKey) : onOpen()))}
			{chosen ? (
				<span className="pointer-events-none absolute inset-0 border-3 border-accent bg-night/25" />
			) : null}
			<span className={choosing.active ? "" : "[@media(hover:none)]:hidden"}>
				<TileChoice
					label={t("choose", { name: photo.filename })}
					chosen={chosen}
					choosing={choosing.active}
					onChoose={choose}
				/>
			</span>
		</div>
	);
}
