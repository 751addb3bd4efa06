import { type GalleryView, withGalleryView } from "./gallery-address.ts";

/** The address of a gallery with that view in it, from the site's root, for a link that is there before the page knows where it is. */
export function galleryPath(eventId: string, view: GalleryView): string {
	const { pathname, search } = new URL(withGalleryView(`http://here/event/${eventId}`, view));
	return pathname + search;
}
