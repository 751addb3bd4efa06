"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import type { TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { TileChoice } from "./tile-choice.tsx";
import { type ChoosingPhotos, useChosen } from "./use-choosing.ts";

interface ApprovalTileProps {
	photo: Photo;
	box: TileBox;
	total: number;
	choosing: ChoosingPhotos;
	onOpen: () => void;
	onApprove: () => void;
	onDecline: () => void;
}

/** A guest's photo that waits: seen large, chosen, approved or declined, by its buttons or by keys. */
export function ApprovalTile(props: ApprovalTileProps) {
	const { photo, box, total, choosing, onOpen, onApprove, onDecline } = props;
	const t = useTranslations("approval");
	const name = photo.filename;
	const { chosen, active } = useChosen(choosing, photo.id, box.index);
	const choose = (range: boolean) => choosing.toggle(photo, range);
	const byKey = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const key = event.key.toLowerCase();
		if (key === "a") onApprove();
		else if (key === "d" || key === "delete") onDecline();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys of what is focused in it
		<div className="group relative size-full" onKeyDown={byKey}>
			<PhotoTile
				photo={photo}
				box={box}
				total={total}
				onOpen={({ shiftKey }) => (active ? choose(shiftKey) : onOpen())}
			/>
			{chosen ? (
				<span className="pointer-events-none absolute inset-0 border-3 border-accent bg-night/25" />
			) : null}
			<TileChoice
				label={t("choose", { name })}
				chosen={chosen}
				choosing={active}
				onChoose={choose}
			/>
			<div className="absolute right-1.5 bottom-1.5 flex gap-1.5">
				<Act label={t("declineName", { name })} onClick={onDecline}>
					<X aria-hidden className="size-5" />
				</Act>
				<Act label={t("approveName", { name })} onClick={onApprove}>
					<Check aria-hidden className="size-5" />
				</Act>
			</div>
		</div>
	);
}

function Act(props: { label: string; onClick: () => void; children: ReactNode }) {
	const { label, onClick, children } = props;
	return (
		<button
			type="button"
			aria-label={label}
			onClick={onClick}
			className="grid size-10 place-items-center rounded-full bg-night/80 text-ivory hover:bg-night"
		>
			{children}
		</button>
	);
}
