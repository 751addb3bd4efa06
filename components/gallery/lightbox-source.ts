import type { Viewable } from "#lib/client/viewable.ts";

/** Photos that are gone through one by one, some of which are on their way. */
export interface Hearts<T> {
	has: (photo: T) => boolean;
	toggle: (photo: T) => void;
	/** Calls whenever what `has` says may have changed; returns the way to end that. */
	subscribe: (listener: () => void) => () => void;
	word: string;
}

export interface LightboxSource<T extends Viewable> {
	/** How many there are to go through, as of now: there may be more later. */
	count: () => number;
	/** The photo of a place; undefined while it was not fetched. */
	at: (index: number) => T | undefined;
	/** Called with the place in sight, to fetch what is close to it; true once something has come. */
	near: (index: number) => Promise<boolean>;
	/** Where one is, in the reader's way of writing numbers. */
	positionOf: (index: number) => string;
	words: Record<
		"close" | "previous" | "next" | "zoom" | "download" | "error" | "label" | "unseen",
		string
	>;
	/** A guest's favourites, where there are such. */
	hearts?: Hearts<T> | undefined;
	altOf: (photo: T) => string;
	/** Short parts of one line. */
	captionOf: (photo: T) => (string | null)[];
	/** The page's address while a photo is open, and (null) after; unchanged where there is none. */
	addressOf?: ((photo: T | null) => string) | undefined;
	/** Called with the place of the photo that is shown, so that what is behind it can follow. */
	showing?: ((index: number) => void) | undefined;
}
