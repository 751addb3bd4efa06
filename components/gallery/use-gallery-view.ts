"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import {
	type GalleryView,
	isSameView,
	viewOf,
	withGalleryView,
} from "#lib/client/gallery-address.ts";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";

/** What has a tab of its own. */
export type GallerySection = AlbumChoice | "favourites";

/**
 * What a guest looks at, as the page's address has it: who comes back, and whoever is sent the address,
 * sees the same. Going to a zone is a step, which "back" takes back.
 */
export function useGalleryView(initial: GalleryView) {
	const [view, setView] = useState(initial);
	const [section, setSection] = useState<GallerySection>(initial.album);
	const latest = useRef(initial);
	const keep = useCallback((next: GalleryView) => {
		latest.current = next;
		setView(next);
	}, []);
	useEffect(() => {
		const follow = () => {
			const next = viewOf(window.location.href);
			// The viewer has steps of its own, of which each shows the same gallery.
			if (isSameView(next, latest.current)) return;
			keep(next);
			setSection(next.album);
		};
		window.addEventListener("popstate", follow);
		return () => window.removeEventListener("popstate", follow);
	}, [keep]);
	const show = (next: GalleryView) => {
		const address = withGalleryView(window.location.href, next);
		if (next.zone === view.zone) window.history.replaceState(null, "", address);
		else window.history.pushState(null, "", address);
		keep(next);
	};
	const choose = (next: GallerySection) => {
		setSection(next);
		show({ ...view, zone: null, album: next === "favourites" ? "all" : next });
	};
	return { view, section, show, choose };
}
