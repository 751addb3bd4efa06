"use client";

import { useEffect, useRef } from "react";
import { photoSource } from "#lib/client/photo-source.ts";
import { placeholderUrl } from "#lib/client/thumbhash.ts";
import type { Photo } from "#lib/media/media.schema.ts";

interface LivePhotoProps {
	photo: Photo;
	next: Photo | null;
	alt: string;
	onBroken: (id: string) => void;
}

/** One photo over the whole screen, on what is left of its colours; the next one is fetched meanwhile. */
export function LivePhoto({ photo, next, alt, onBroken }: LivePhotoProps) {
	const source = photoSource(photo);
	const blur = placeholderUrl(photo.placeholder);
	const asked = useRef<string | null>(null);
	const ahead = next ? photoSource(next) : null;
	useEffect(() => {
		if (!ahead) return;
		const image = new Image();
		image.sizes = "100vw";
		image.srcset = ahead.srcSet ?? "";
		image.src = ahead.src;
	}, [ahead]);
	// Once for each address: one that is renewed and still broken is not asked for again and again.
	const broken = () => {
		if (!source || asked.current === source.src) return;
		asked.current = source.src;
		onBroken(photo.id);
	};
	return (
		<div key={photo.id} className="absolute inset-0 motion-safe:animate-fade" data-photo={photo.id}>
			{blur ? (
				// biome-ignore lint/performance/noImgElement: a few bytes from the page itself
				<img
					src={blur}
					alt=""
					className="absolute inset-0 size-full scale-110 object-cover opacity-40 blur-2xl"
				/>
			) : null}
			{source ? (
				// biome-ignore lint/performance/noImgElement: renditions are made by the server already
				<img
					src={source.src}
					srcSet={source.srcSet}
					sizes="100vw"
					alt={alt}
					decoding="async"
					onError={broken}
					className="absolute inset-0 size-full object-contain"
				/>
			) : null}
		</div>
	);
}
