/** Which words the pages outside of the studio bring along: guests read them on phones, and most are the studio's. */

/** Of the texts in `messages/`, what these pages may say in the browser; a test holds it to what they import. */
export const OUTSIDE_STUDIO = [
	...["access", "albums", "common", "crash", "download", "errors", "event", "favourites", "findMe"],
	...["gallery", "guestUpload", "home", "invite", "lightbox", "live", "missing", "photo"],
	...["preferences", "reference", "register", "setup", "share", "signIn", "undo", "upload"],
] as const;

/** Those of all words that are said outside of the studio. */
export function outsideWords<T extends object>(all: T): Partial<T> {
	const said: readonly string[] = OUTSIDE_STUDIO;
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => said.includes(name)),
	) as Partial<T>;
}
