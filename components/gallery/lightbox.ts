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
