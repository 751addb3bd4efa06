"use client";

import { clsx } from "clsx";
import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import { placeholderUrl } from "#lib/client/thumbhash.ts";

/** Photos that have been sharp once in this tab: coming back to them, they do not blur again. */
const developed = new Set<string>();

/** Ends the loading of a picture that was flung past: the next ones need the line. */
function forgo(image: HTMLImageElement): void {
	image.srcset = "";
	image.src = "";
}

interface DevelopingImageProps {
	/** What tells this photo from others; its address may change. */
	id: string;
	source: { src: string; srcSet?: string } | null;
	placeholder: string | null;
	alt: string;
	sizes: string;
	eager?: boolean;
	/** Shown as soon as it is there, before any script runs, instead of coming up. */
	atOnce?: boolean;
	className?: string;
	style?: CSSProperties;
}

/** Comes up from its placeholder, blurred to sharp, once. Fills the box it stands in. */
export function DevelopingImage(props: DevelopingImageProps) {
	const { id, source, placeholder, alt, sizes, eager, atOnce, className, style } = props;
	const [sharp, setSharp] = useState(() => atOnce || developed.has(id));
	const blur = placeholderUrl(placeholder);
	const develop = useCallback(() => {
		developed.add(id);
		setSharp(true);
	}, [id]);
	const image = useRef<HTMLImageElement>(null);
	useEffect(() => {
		// A picture from the cache may be complete before there is anyone to tell.
		if (image.current?.complete && image.current.naturalWidth > 0) develop();
	}, [develop]);
	useEffect(() => {
		const shown = image.current;
		return () => {
			if (shown && !shown.complete && !shown.isConnected) forgo(shown);
		};
	}, []);
	return (
		<span
			className={clsx("relative block overflow-hidden bg-sunken bg-cover bg-center", className)}
			style={{ ...style, ...(blur ? { backgroundImage: `url("${blur}")` } : {}) }}
		>
			{source ? (
				// biome-ignore lint/performance/noImgElement: renditions are made by the server already
				<img
					ref={image}
					src={source.src}
					srcSet={source.srcSet}
					sizes={sizes}
					alt={alt}
					loading={eager ? "eager" : "lazy"}
					fetchPriority={eager ? "high" : "auto"}
					decoding="async"
					draggable={false}
					onLoad={develop}
					className={clsx(
						"size-full object-cover transition-[opacity,filter] duration-200 ease-out",
						sharp ? "opacity-100 blur-none" : "opacity-0 blur-md",
					)}
				/>
			) : null}
		</span>
	);
}
