import type PhotoSwipe from "photoswipe";
import type { Viewable } from "#lib/client/viewable.ts";
import type { LightboxSource } from "./lightbox-source.ts";

/**
 * On a phone, "back" is how one leaves a photo: it closes the viewer, not the gallery. Where photos have
 * addresses, the page has that of the one in sight.
 */
export function keepAddress<T extends Viewable>(
	pswp: PhotoSwipe,
	{ at, addressOf }: LightboxSource<T>,
	arrived: boolean,
): void {
	let left = false;
	const back = () => {
		left = true;
		pswp.close();
	};
	const show = () => {
		const photo = at(pswp.currIndex);
		if (photo && addressOf) window.history.replaceState(window.history.state, "", addressOf(photo));
	};
	if (!arrived) window.history.pushState(window.history.state, "");
	show();
	window.addEventListener("popstate", back);
	pswp.on("change", () => {
		if (!pswp.isDestroying) show();
	});
	pswp.on("destroy", () => {
		window.removeEventListener("popstate", back);
		if (left) return;
		if (!arrived) window.history.back();
		else if (addressOf) window.history.replaceState(window.history.state, "", addressOf(null));
	});
}
