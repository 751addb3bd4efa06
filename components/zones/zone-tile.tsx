"use client";

import { Download, FolderInput, Play, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TileBox } from "#components/gallery/photo-grid.tsx";
import { PhotoTile } from "#components/gallery/photo-tile.tsx";
import { TileChoice } from "#components/gallery/tile-choice.tsx";
import { TileMenu } from "#components/gallery/tile-menu.tsx";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { photoSource } from "#lib/client/photo-source.ts";
import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";

export interface FileTools {
	chosen: boolean;
	/** Something is chosen: then a click chooses too. */
	choosing: boolean;
	onChoose: (range: boolean) => void;
	onMove: () => void;
	onDelete: () => void;
}

interface ZoneTileProps extends FileTools {
	file: ZoneFile;
	box: TileBox;
	total: number;
	onOpen: () => void;
}

/** A picture or a film of a zone: seen large, chosen, or dealt with by its menu. */
export function ZoneTile({ file, box, total, onOpen, ...tools }: ZoneTileProps) {
	const t = useTranslations();
	const { chosen, choosing, onChoose } = tools;
	const open = ({ shiftKey }: { shiftKey: boolean }) => (choosing ? onChoose(shiftKey) : onOpen());
	const isFilm = file.kind === "video";
	return (
		<div className="group relative size-full">
			{isFilm && !photoSource(file) && file.status === "ready" ? (
				<BareFilm file={file} onOpen={open} />
			) : (
				<PhotoTile
					photo={file}
					box={box}
					total={total}
					{...(isFilm ? { name: t("zones.play", { name: file.filename }) } : {})}
					onOpen={open}
				>
					{isFilm ? <PlayMark /> : null}
				</PhotoTile>
			)}
			{chosen ? (
				<span className="pointer-events-none absolute inset-0 border-3 border-accent bg-night/25" />
			) : null}
			<TileChoice
				label={t("zones.choose", { name: file.filename })}
				{...{ chosen, choosing, onChoose }}
			/>
			<TileMenu label={t("photo.menu", { name: file.filename })}>
				<FileMenuItems file={file} {...tools} />
			</TileMenu>
		</div>
	);
}

/** What can be done with one file. */
export function FileMenuItems({
	file,
	onMove,
	onDelete,
}: { file: ZoneFile } & Pick<FileTools, "onMove" | "onDelete">) {
	const t = useTranslations();
	return (
		<>
			<DropdownMenuItem onSelect={onMove}>
				<FolderInput aria-hidden />
				{t("zones.move")}
			</DropdownMenuItem>
			{file.download_url ? (
				<DropdownMenuItem asChild>
					<a href={file.download_url} download={file.filename}>
						<Download aria-hidden />
						{t("photo.downloadOriginal")}
					</a>
				</DropdownMenuItem>
			) : null}
			<DropdownMenuItem loss onSelect={onDelete}>
				<Trash2 aria-hidden />
				{t("photo.deleteAction")}
			</DropdownMenuItem>
		</>
	);
}

function PlayMark() {
	return (
		<span className="absolute inset-0 m-auto grid size-12 place-items-center rounded-full bg-night/70 text-ivory">
			<Play aria-hidden className="ml-0.5 size-5 fill-current" />
		</span>
	);
}

/** A film of which there is no picture. */
function BareFilm({
	file,
	onOpen,
}: {
	file: ZoneFile;
	onOpen: (event: { shiftKey: boolean }) => void;
}) {
	const t = useTranslations("zones");
	return (
		<button
			type="button"
			aria-label={t("play", { name: file.filename })}
			onClick={onOpen}
			className="relative block size-full bg-sunken text-ink outline-offset-[-3px]"
		>
			<PlayMark />
			<span className="absolute inset-x-3 bottom-2 truncate text-left text-xs">
				{file.filename}
			</span>
		</button>
	);
}
