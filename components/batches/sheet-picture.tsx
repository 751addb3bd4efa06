"use client";

import { useTranslations } from "next-intl";
import { DevelopingImage } from "#components/gallery/developing-image.tsx";
import { Standing } from "#components/gallery/standing.tsx";
import type { Sheet } from "#lib/client/batch-types.ts";
import { photoSource } from "#lib/client/photo-source.ts";
import { useBatchWords } from "./use-batch-words.ts";

interface SheetPictureProps {
	sheet: Sheet;
	/** Of the tile, in pixels. */
	width: number;
	eager: boolean;
	/** No room for the reason of a failure. */
	brief?: boolean;
}

/** A sheet's thumbnail, or what stands in its place. Fills its box. */
export function SheetPicture({ sheet, width, eager, brief }: SheetPictureProps) {
	const t = useTranslations("batches.sheet");
	const source = photoSource(sheet);
	const { reason } = useBatchWords();
	const failure = brief ? t("failed") : reason(sheet);
	return (
		<>
			<DevelopingImage
				id={sheet.id}
				source={source}
				placeholder={null}
				alt=""
				sizes={`${Math.round(width)}px`}
				eager={eager}
				className={source ? "edged size-full" : "size-full"}
			/>
			{source ? null : (
				<Standing
					failed={sheet.status === "failed"}
					width={width}
					state={sheet.status === "failed" ? failure : t("processing")}
					detail={sheet.name}
				/>
			)}
		</>
	);
}
