"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { PhotoGrid } from "#components/gallery/photo-grid.tsx";
import { usePhotoLightbox } from "#components/gallery/use-photo-lightbox.ts";
import type { Selection } from "#components/gallery/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { useNear } from "#components/ui/use-near.ts";
import { sorted } from "#lib/client/zone-pages.ts";
import { FIRST_FILES } from "#lib/client/zones.queries.ts";
import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";
import { DocumentRow } from "./document-row.tsx";
import { useZoneFiles } from "./use-zones.ts";
import { ZoneTile } from "./zone-tile.tsx";

export interface FilesDo {
	move: (files: ZoneFile[]) => void;
	remove: (files: ZoneFile[]) => void;
	play: (film: ZoneFile) => void;
}

interface ZoneFilesProps {
	eventId: string;
	/** "none" for what is in no zone. */
	zoneId: string;
	label: string;
	first: readonly ZoneFile[];
	/** How many there are, and how many of them can be looked at. */
	total: number;
	pictureTotal: number;
	selection: Selection<ZoneFile>;
	files: FilesDo;
	expanded: boolean;
	onExpand: (expanded: boolean) => void;
}

/** Rows and documents that a zone shows of many. */
const ROWS = 2;
const DOCUMENTS = 3;

/** The files of a zone: in the document while they are near the reader's view. */
export function ZoneFiles(props: ZoneFilesProps) {
	const place = useRef<HTMLDivElement>(null);
	const { near, height } = useNear(place);
	return (
		<div ref={place} style={near || height === 0 ? undefined : { height }} className="min-h-26">
			{near ? <Files {...props} /> : null}
		</div>
	);
}

function Files(props: ZoneFilesProps) {
	const { eventId, zoneId, first, total, expanded } = props;
	const [opened, setOpened] = useState(false);
	const all = useZoneFiles(eventId, zoneId, expanded || opened);
	// What was asked for first is there until all is, and is the newer of the two where that is all.
	const few = total <= FIRST_FILES;
	const known = all.files.length > 0 && !few ? all.files : first;
	const { pictures, documents } = sorted(expanded || few ? known : first);
	const open = usePicture({ ...props, known, all, onOpen: () => setOpened(true) });
	const whole = expanded || few;
	const shownDocuments = documents.slice(0, whole ? undefined : DOCUMENTS);
	const toolsOf = (file: ZoneFile) => ({
		chosen: props.selection.has(file.id),
		choosing: props.selection.items.length > 0,
		onChoose: (range: boolean) =>
			props.selection.toggle(file, [...pictures, ...shownDocuments], range),
		onMove: () => props.files.move([file]),
		onDelete: () => props.files.remove([file]),
	});
	return (
		<div className="grid grid-cols-1 gap-3">
			{pictures.length > 0 ? (
				<PhotoGrid
					photos={pictures}
					total={props.pictureTotal}
					label={props.label}
					mostRows={whole ? undefined : ROWS}
					renderTile={(file, box) => (
						<ZoneTile
							file={file}
							box={box}
							total={props.pictureTotal}
							onOpen={() => open(file)}
							{...toolsOf(file)}
						/>
					)}
				/>
			) : null}
			{shownDocuments.length > 0 ? (
				<ul className="divide-y divide-line border-line border-y">
					{shownDocuments.map((file) => (
						<DocumentRow key={file.id} file={file} {...toolsOf(file)} />
					))}
				</ul>
			) : null}
			{expanded && all.query.hasNextPage ? (
				<NearEnd key={all.files.length} onNear={all.loadMore} />
			) : null}
			{few ? null : <Expand {...props} />}
		</div>
	);
}

function Expand({ total, expanded, onExpand }: ZoneFilesProps) {
	const t = useTranslations("zones");
	const Icon = expanded ? ChevronUp : ChevronDown;
	return (
		<Button
			look="quiet"
			aria-expanded={expanded}
			onClick={() => onExpand(!expanded)}
			className="-ml-3 justify-self-start text-ink-soft"
		>
			<Icon aria-hidden />
			{expanded ? t("showFewer") : t("showAll", { count: total })}
		</Button>
	);
}

interface PictureOptions extends ZoneFilesProps {
	known: readonly ZoneFile[];
	all: ReturnType<typeof useZoneFiles>;
	onOpen: () => void;
}

/** Opens a picture large, from where one goes on to all others of the zone; plays a film. */
function usePicture({ known, all, total, pictureTotal, files, onOpen }: PictureOptions) {
	const photos = known.filter(({ kind }) => kind === "image");
	const openPhoto = usePhotoLightbox({
		photos,
		total: pictureTotal,
		hasMore: known.length < total,
		loadMore: all.loadMore,
	});
	return (file: ZoneFile) => {
		if (file.kind === "video") return files.play(file);
		onOpen();
		openPhoto(file.id);
	};
}
