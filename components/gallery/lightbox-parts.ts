/** What stands on a photo in the viewer, beside PhotoSwipe's own. */
import type PhotoSwipe from "photoswipe";
import type PhotoSwipeLightbox from "photoswipe/lightbox";
import type { Viewable } from "#lib/client/viewable.ts";
import type { Hearts, LightboxSource } from "./lightbox-source.ts";

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

/** The heart and the download, where there are such, and what is said of the photo. */
export function registerParts<T extends Viewable>(
	lightbox: PhotoSwipeLightbox,
	source: LightboxSource<T>,
): void {
	const current = (pswp: PhotoSwipe) => source.at(pswp.currIndex);
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
	hearts: Hearts<T>,
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
			const say = () => {
				const photo = current(pswp);
				element.setAttribute("aria-pressed", String(photo !== undefined && hearts.has(photo)));
			};
			pswp.on("change", say);
			pswp.on("destroy", hearts.subscribe(say));
			element.addEventListener("click", () => {
				const photo = current(pswp);
				if (photo) hearts.toggle(photo);
			});
		},
	});
}
