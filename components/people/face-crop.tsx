"use client";

import { clsx } from "clsx";
import { UserRound } from "lucide-react";
import { cropOf } from "#lib/client/face-crop.ts";
import type { FacePicture } from "#lib/client/face-types.ts";

interface FaceCropProps {
	/** Null where there is none to show. */
	picture: FacePicture | null;
	/** Empty where the name stands beside it. */
	alt?: string;
	eager?: boolean;
	className?: string;
}

/** A face cut out of its photo, in a square as wide as it is given. */
export function FaceCrop({ picture, alt = "", eager, className }: FaceCropProps) {
	return (
		<span className={clsx("relative block aspect-square overflow-hidden bg-sunken", className)}>
			{picture ? (
				// biome-ignore lint/performance/noImgElement: renditions are made by the server already
				<img
					src={picture.url}
					alt={alt}
					loading={eager ? "eager" : "lazy"}
					decoding="async"
					draggable={false}
					style={cropOf(picture)}
					className="absolute max-w-none"
				/>
			) : (
				<UserRound
					aria-hidden
					className="absolute inset-0 m-auto size-2/5 stroke-[1.25] text-edge"
				/>
			)}
		</span>
	);
}
