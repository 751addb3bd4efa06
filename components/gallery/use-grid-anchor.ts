"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import {
	type Anchor,
	anchorAt,
	heightOf,
	type Placement,
	standsAsBefore,
} from "#lib/client/gallery-place.ts";

/** What the history's entry of this page remembers. */
const KEPT = "galleryPlace";
const RESTED_MS = 150;

interface Kept {
	gallery: string;
	/** Where the reader was above the grid. */
	y: number;
	anchor: Anchor | null;
}

interface Grid {
	place: Placement;
	top: number;
}

const scrollTo = (top: number) => window.scrollTo({ top, behavior: "instant" });

function readKept(gallery: string): Kept | null {
	const kept = window.history.state?.[KEPT] as Kept | undefined;
	return kept?.gallery === gallery ? kept : null;
}

const anchorOf = ({ place, top }: Grid) =>
	window.scrollY > top ? anchorAt(place, window.scrollY - top) : null;

/** Where to follow what the reader looks at; null where it has not moved. */
function movedFrom(old: Grid, { place, top }: Grid): Anchor | null {
	const isStill = old.top === top && standsAsBefore(old.place, place, window.scrollY - top);
	return isStill ? null : anchorOf(old);
}

/**
 * Keeps the photo that the reader looks at where it is, whatever comes or goes above it; and finds it
 * again when they come back to this page.
 */
export function useGridAnchor(place: Placement | null, top: number, gallery: string): void {
	const before = useRef<Grid | null>(null);
	/** Where to, until it is there. */
	const wanted = useRef<Kept | null>(null);
	useLayoutEffect(() => {
		wanted.current = readKept(gallery);
		window.history.scrollRestoration = "manual";
		return () => {
			window.history.scrollRestoration = "auto";
		};
	}, [gallery]);
	useLayoutEffect(() => {
		if (!place) return;
		const old = before.current;
		before.current = { place, top };
		const kept = wanted.current;
		if (kept && !kept.anchor) scrollTo(kept.y);
		const anchor = kept ? kept.anchor : old && movedFrom(old, before.current);
		if (!anchor) {
			wanted.current = null;
			return;
		}
		const { y, found } = heightOf(place, anchor);
		if (found) wanted.current = null;
		if (Math.abs(top + y - window.scrollY) >= 1) scrollTo(top + y);
	}, [place, top]);
	useGivenUp(wanted);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const keep = () => {
			if (!before.current || wanted.current) return;
			const kept: Kept = { gallery, y: window.scrollY, anchor: anchorOf(before.current) };
			window.history.replaceState({ ...window.history.state, [KEPT]: kept }, "");
		};
		const later = () => {
			clearTimeout(timer);
			timer = setTimeout(keep, RESTED_MS);
		};
		window.addEventListener("scroll", later, { passive: true });
		window.addEventListener("pagehide", keep);
		// Back from a photo: the page may have followed it to another place.
		window.addEventListener("popstate", later);
		return () => {
			clearTimeout(timer);
			window.removeEventListener("scroll", later);
			window.removeEventListener("pagehide", keep);
			window.removeEventListener("popstate", later);
		};
	}, [gallery]);
}

/** Who takes the page in hand goes where they want. */
function useGivenUp(wanted: RefObject<Kept | null>): void {
	useEffect(() => {
		const giveUp = () => {
			wanted.current = null;
		};
		const signs = ["wheel", "touchstart", "keydown", "pointerdown"] as const;
		for (const sign of signs) window.addEventListener(sign, giveUp, { passive: true });
		return () => {
			for (const sign of signs) window.removeEventListener(sign, giveUp);
		};
	}, [wanted]);
}
