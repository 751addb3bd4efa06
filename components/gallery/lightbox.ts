/** PhotoSwipe over photos that are paged in as one goes: its parts, words and ways out. */
import type PhotoSwipe from "photoswipe";
import type { SlideData } from "photoswipe";
import PhotoSwipeLightbox from "photoswipe/lightbox";
import type { Viewable } from "#lib/client/viewable.ts";
import { keepAddress } from "./lightbox-address.ts";
import { registerParts } from "./lightbox-parts.ts";
import type { LightboxSource } from "./lightbox-source.ts";

/** Where the viewer opens. */
export interface Opening {
	index: number;
	/** The page's address is the photo's already. */
	arrived?: boolean;
}

/** Slides that PhotoSwipe keeps on each side. */
const BESIDE = 2;

/** Opens the viewer where it is said. Its second part, the larger, is fetched meanwhile. */
export function openLightbox<T extends Viewable>(
	source: LightboxSource<T>,
	opening: Opening,
): PhotoSwipeLightbox {
	const { words } = source;
	const lightbox = new PhotoSwipeLightbox({
		pswpModule: () => import("photoswipe"),
		bgOpacity: 1,
		// Ours knows of photos that are not loaded yet.
		counter: false,
		// It goes to the photo that was seen last, without moving the page.
		returnFocus: false,
		padding: { top: 0, bottom: 0, left: 0, right: 0 },
		wheelToZoom: true,
		closeTitle: words.close,
		zoomTitle: words.zoom,
		arrowPrevTitle: words.previous,
		arrowNextTitle: words.next,
		errorMsg: words.error,
		...(matchMedia("(prefers-reduced-motion: reduce)").matches
			? { showHideAnimationType: "none" as const }
			: {
					showHideAnimationType: "zoom" as const,
					showAnimationDuration: 200,
					hideAnimationDuration: 180,
				}),
	});
	lightbox.addFilter("numItems", source.count);
	lightbox.addFilter("itemData", (_, index) => slideOf(source, index));
	lightbox.addFilter(
		"thumbEl",
		(found, data) => thumbnailOf(data.photoId) ?? (found as HTMLElement),
	);
	lightbox.addFilter("placeholderSrc", (found, slide) => slide.data.msrc ?? found);
	lightbox.on("uiRegister", () => registerParts(lightbox, source));
	lightbox.on("afterInit", () => {
		if (lightbox.pswp) afterOpening(lightbox.pswp, source, opening);
	});
	lightbox.init();
	lightbox.loadAndOpen(opening.index);
	return lightbox;
}

function slideOf<T extends Viewable>(source: LightboxSource<T>, index: number): SlideData {
	const photo = source.at(index);
	const large = photo?.renditions.large;
	// On its way; or still developing, or never to be seen.
	if (!photo || !large)
		return { html: photo ? `<p class="pswp__note">${source.words.unseen}</p>` : "" };
	const { small, medium } = photo.renditions;
	const all = [small, medium, large].filter((rendition) => rendition !== null);
	return {
		photoId: photo.id,
		// What moves is shown as it came; its renditions stand still.
		src: photo.animation_url ?? large.url,
		srcset: photo.animation_url
			? undefined
			: all.map(({ url, width }) => `${url} ${width}w`).join(", "),
		width: large.width,
		height: large.height,
		msrc: (small ?? medium)?.url,
		alt: source.altOf(photo),
		thumbCropped: true,
	};
}

function tileOf(photoId: unknown): HTMLElement | null {
	if (typeof photoId !== "string") return null;
	return document.querySelector<HTMLElement>(`[data-photo="${CSS.escape(photoId)}"]`);
}

const thumbnailOf = (photoId: unknown) => tileOf(photoId)?.querySelector("img") ?? null;

function afterOpening<T extends Viewable>(
	pswp: PhotoSwipe,
	source: LightboxSource<T>,
	{ arrived = false }: Opening,
): void {
	pswp.element?.setAttribute("aria-label", source.words.label);
	hearWayOut(pswp);
	keepAddress(pswp, source, arrived);
	const follow = () => {
		source.showing?.(pswp.currIndex);
		void loadAround(pswp, source);
	};
	const before = document.activeElement;
	pswp.on("destroy", () => {
		const tile = tileOf(source.at(pswp.currIndex)?.id) ?? before;
		if (tile instanceof HTMLElement) tile.focus({ preventScroll: true });
	});
	// The first one is shown already.
	follow();
	pswp.on("change", follow);
}

/** It takes no way out while it opens: who leaves then has left once it is open. */
function hearWayOut(pswp: PhotoSwipe): void {
	const close = pswp.close.bind(pswp);
	pswp.close = () => {
		if (pswp.opener.isOpening) pswp.on("openingAnimationEnd", close);
		else close();
	};
}

/** Has what is close fetched, and shows it in the slides that waited for it. */
async function loadAround<T extends Viewable>(pswp: PhotoSwipe, source: LightboxSource<T>) {
	const missing = (index: number) => source.at(index) === undefined;
	const index = pswp.currIndex;
	const around = Array.from({ length: 2 * BESIDE + 1 }, (_, place) =>
		pswp.getLoopedIndex(index - BESIDE + place),
	);
	const waiting = around.filter(missing);
	if (!(await source.near(index)) || pswp.isDestroying) return;
	const come = waiting.filter((place) => !missing(place));
	for (const place of come) pswp.refreshSlideContent(place);
}
