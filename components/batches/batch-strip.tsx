"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ImageOff } from "lucide-react";
import { DevelopingImage } from "#components/gallery/developing-image.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { batchPreviewQuery, PREVIEWED } from "#lib/client/batches.queries.ts";
import { photoSource } from "#lib/client/photo-source.ts";

/** A batch's first sheets side by side, as on a contact sheet. */
export function BatchStrip({ batch, className }: { batch: Batch; className: string }) {
	const done = batch.processed_count + batch.failed_count;
	const { data: sheets = [] } = useQuery({
		...batchPreviewQuery(batch.batch_uuid, Math.min(PREVIEWED, done)),
		enabled: done > 0,
	});
	const places = Array.from({ length: PREVIEWED }, (_, place) => sheets[place]);
	return (
		<div aria-hidden className={clsx("grid grid-cols-4 gap-0.5", className)}>
			{places.map((sheet, place) =>
				sheet && photoSource(sheet) ? (
					<DevelopingImage
						key={sheet.id}
						id={sheet.id}
						source={photoSource(sheet)}
						placeholder={null}
						alt=""
						sizes="(width >= 64rem) 4rem, 23vw"
						className="edged aspect-square"
					/>
				) : (
					<span
						// biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its place
						key={place}
						className="grid aspect-square place-items-center bg-sunken text-edge"
					>
						{sheet?.status === "failed" ? <ImageOff className="size-4" /> : null}
					</span>
				),
			)}
		</div>
	);
}
