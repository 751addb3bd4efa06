import { thumbHashToDataURL } from "thumbhash";

const known = new Map<string, string>();

/** The blur that a photo develops from, as a picture's address; null for what is no thumbhash. */
export function placeholderUrl(thumbhash: string | null): string | null {
	if (!thumbhash) return null;
	const before = known.get(thumbhash);
	if (before) return before;
	try {
		const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
		const url = thumbHashToDataURL(bytes);
		known.set(thumbhash, url);
		return url;
	} catch {
		return null;
	}
}
