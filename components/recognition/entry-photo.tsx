"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { DevelopingImage } from "#components/gallery/developing-image.tsx";
import { photoSource } from "#lib/client/photo-source.ts";
import type { RecognitionEntry, RecognitionFace } from "#lib/client/recognition-types.ts";
import { shapeOf } from "#lib/client/recognition-view.ts";
import { FaceBox } from "./face-box.tsx";

interface EntryPhotoProps {
	entry: RecognitionEntry;
	index: number;
	/** The face whose matches are shown. */
	face: RecognitionFace | null;
	onChoose: (faceId: string) => void;
}

const NONE = { small: null, medium: null, large: null };
/** Tall photos stay on one screen. */
const TALLEST_REM = 30;

/** A photo with a box around every face; a box chooses its face. */
export function EntryPhoto({ entry, index, face, onChoose }: EntryPhotoProps) {
	const t = useTranslations("recognition.entry");
	const { photo, faces } = entry;
	const shape = shapeOf(photo);
	if (!photo || !shape)
		return (
			<div className="grid aspect-3/2 w-full max-w-60 place-items-center bg-sunken text-edge">
				{entry.status === "done" ? <ImageOff aria-hidden className="size-6" /> : null}
			</div>
		);
	const aspect = shape.width / shape.height;
	return (
		<div
			className="relative w-full"
			style={{ aspectRatio: aspect, maxWidth: `${aspect * TALLEST_REM}rem` }}
		>
			<DevelopingImage
				id={`recognition-${entry.timestamp}-${index}`}
				source={photoSource({ status: "ready", renditions: { ...NONE, ...photo } })}
				placeholder={null}
				alt={t("alt", { name: entry.filename })}
				sizes="(width >= 48rem) 55vw, 92vw"
				eager={index === 0}
				className="size-full"
			/>
			{faces.map((each, at) => (
				<FaceBox
					key={each.id}
					face={each}
					place={{ position: at + 1, total: faces.length }}
					chosen={each.id === face?.id}
					onChoose={() => onChoose(each.id)}
				/>
			))}
		</div>
	);
}
