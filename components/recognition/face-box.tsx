"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { placeOf } from "#lib/client/face-crop.ts";
import type { RecognitionFace } from "#lib/client/recognition-types.ts";

interface FaceBoxProps {
	face: RecognitionFace;
	/** Among the faces of its photo, from 1. */
	place: { position: number; total: number };
	chosen: boolean;
	onChoose: () => void;
}

/** A frame around a face: light and dark, so that it is seen on whatever photo. */
export function FaceBox({ face, place, chosen, onChoose }: FaceBoxProps) {
	const t = useTranslations("recognition");
	const name = face.person ?? t("unknown");
	return (
		<button
			type="button"
			aria-label={t("entry.face", { ...place, name })}
			aria-pressed={chosen}
			onClick={onChoose}
			style={placeOf(face.box)}
			className={clsx(
				// Small faces too can be hit with a thumb.
				"absolute rounded-photo border-2 shadow-[0_0_0_1px_var(--color-night)] outline-offset-4 after:absolute after:-inset-2",
				chosen ? "z-10 border-accent" : "border-ivory",
			)}
		>
			{face.person ? (
				<span className="-translate-x-1/2 absolute top-full left-1/2 mt-1 w-max max-w-36 truncate rounded-photo bg-night/80 px-1.5 py-0.5 text-ivory text-xs max-sm:hidden">
					{face.person}
				</span>
			) : null}
		</button>
	);
}
