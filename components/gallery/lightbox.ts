/** PhotoSwipe over photos that are paged in as one goes: its parts, words and ways out. */
import type PhotoSwipe from "photoswipe";
import type { SlideData } from "photoswipe";
import PhotoSwipeLightbox from "photoswipe/lightbox";
import type { Viewable } from "#lib/client/viewable.ts";

export interface LightboxSource<T extends Viewable> {
	/** Photos that can be shown, as of now: there may be more later. */
	viewable: () => T[];
	loadMore: () => void;
	/** Where one is, in the reader's way of writing numbers. */
	positionOf: (index: number) => string;
	words: Record<"close" | "previous" | "next" | "zoom" | "download" | "error" | "label", string>;
	/** A guest's favourites; null where there are none to have. */
	hearts: { has: (photo: T) => boolean; toggle: (photo: T) => void; word: string } | null;
	altOf: (photo: T) => string;
	/** Short parts of one line. */
	captionOf: (photo: T) => (string | null)[];
}

const LOAD_AHEAD = 12;
const DOWNLOAD_ICON = {
	isCustomSVG: true,
	inner:
		'<path d="M20.5 14.3 17.1 18V10h-2.2v7.9l-3.4-3.6L10 16l6 6.1 6-6.1ZM23 23H9v2h14Z" id="pswp__icn-save"/>',
	outlineID: "pswp__icn-save",
};

const HEART_ICON = {
	isCustomSVG: true,
	inner:
		'<path d="M16 25.2 14.6 24C9.4 19.3 6 16.2 6 12.4 6 9.3 8.4 7 11.5 7c1.7 0 3.4.8 4.5 2.1C17.1 7.8 18.8 7 20.5 7 23.6 7 26 9.3 26 12.4c0 3.8-3.4 6.9-8.6 11.6Z" id="pswp__icn-heart"/>',
	outlineID: "pswp__icn-heart",
};

export function openLightbox<T extends Viewable>(
	source: LightboxSource<T>,
	photoId: string,
): PhotoSwipeLightbox {
	const { words } = source;
	const lightbox = new PhotoSwipeLightbox({
		pswpModule: () => import("photoswipe"),
		bgOpacity: 1,
		// Ours knows of photos that are not loaded yet.
		counter: false,
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
	lightbox.addFilter("numItems", () => source.viewable().length);
	lightbox.addFilter("itemData", (_, index) => slideOf(source, index));
	lightbox.addFilter(
		"thumbEl",
		(found, data) => thumbnailOf(data.photoId) ?? (found as HTMLElement),
	);
	lightbox.addFilter("placeholderSrc", (found, slide) => slide.data.msrc ?? found);
	lightbox.on("uiRegister", () => registerParts(lightbox, source));
	lightbox.on("afterInit", () => {
		if (lightbox.pswp) afterOpening(lightbox.pswp, source);
	});
	lightbox.init();
	const index = source.viewable().findIndex((photo) => photo.id === photoId);
	lightbox.loadAndOpen(Math.max(0, index));
	return lightbox;
}

function slideOf<T extends Viewable>(source: LightboxSource<T>, index: number): SlideData {
	const photo = source.viewable()[index];
	const large = photo?.renditions.large;
	if (!photo || !large) return {};
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

function thumbnailOf(photoId: unknown): HTMLElement | null {
	if (typeof photoId !== "string") return null;
	return document.querySelector<HTMLElement>(`[data-photo="${CSS.escape(photoId)}"] img`);
}

function registerParts<T extends Viewable>(
	lightbox: PhotoSwipeLightbox,
	source: LightboxSource<T>,
): void {
	const current = (pswp: PhotoSwipe) => source.viewable()[pswp.currIndex];
	if (source.hearts) registerHeart(lightbox, source.hearts, current);
	lightbox.pswp?.ui?.registerElement({
		name: "download",
		order: 8,
		isButton: true,
		tagName: "a",
		title: source.words.download,
		ariaLabel: source.words.download,
		html: DOWNLOAD_ICON,
		onInit: (element, pswp) => {
			if (!(element instanceof HTMLAnchorElement)) return;
			pswp.on("change", () => {
				const photo = current(pswp);
				element.hidden = !photo?.download_url;
				element.href = photo?.download_url ?? "";
				element.download = photo?.filename ?? "";
			});
		},
	});
	lightbox.pswp?.ui?.registerElement({
		name: "position",
		className: "pswp__counter",
		order: 5,
		isButton: false,
		onInit: (element, pswp) => {
			pswp.on("change", () => {
				element.textContent = source.positionOf(pswp.currIndex);
			});
		},
	});
	lightbox.pswp?.ui?.registerElement({
		name: "caption",
		order: 9,
		isButton: false,
		appendTo: "root",
		onInit: (element, pswp) => {
			element.setAttribute("aria-live", "polite");
			pswp.on("change", () => {
				const photo = current(pswp);
				element.textContent = photo ? source.captionOf(photo).filter(Boolean).join(" · ") : "";
			});
		},
	});
}

/** Says whether the photo is liked, and changes it. */
function registerHeart<T extends Viewable>(
	lightbox: PhotoSwipeLightbox,
	hearts: NonNullable<LightboxSource<T>["hearts"]>,
	current: (pswp: PhotoSwipe) => T | undefined,
): void {
	lightbox.pswp?.ui?.registerElement({
		name: "heart",
		order: 7,
		isButton: true,
		title: hearts.word,
		ariaLabel: hearts.word,
		html: HEART_ICON,
		onInit: (element, pswp) => {
			const say = (isLiked: boolean) => element.setAttribute("aria-pressed", String(isLiked));
			pswp.on("change", () => {
				const photo = current(pswp);
				say(photo !== undefined && hearts.has(photo));
			});
			element.addEventListener("click", () => {
				const photo = current(pswp);
				if (!photo) return;
				say(!hearts.has(photo));
				hearts.toggle(photo);
			});
		},
	});
}

function afterOpening<T extends Viewable>(pswp: PhotoSwipe, source: LightboxSource<T>): void {
	pswp.element?.setAttribute("aria-label", source.words.label);
	pswp.on("change", () => {
		if (pswp.currIndex >= pswp.getNumItems() - LOAD_AHEAD) source.loadMore();
	});
	closeOnBack(pswp);
}

/** On a phone, "back" is how one leaves a photo: it closes the viewer, not the gallery. */
function closeOnBack(pswp: PhotoSwipe): void {
	let left = false;
	const back = () => {
		left = true;
		pswp.close();
	};
	window.history.pushState(window.history.state, "");
	window.addEventListener("popstate", back);
	pswp.on("destroy", () => {
		window.removeEventListener("popstate", back);
		if (!left) window.history.back();
	});
}
