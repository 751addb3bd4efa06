"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Placement, segmentsBetween } from "#lib/client/gallery-place.ts";
import type { Span } from "./use-photos.ts";

/** A part of the page, in CSS pixels from the grid's upper edge. */
export interface View {
	from: number;
	to: number;
}

/** Beside what is in view, of its height. */
const AHEAD = 0.75;
const STEP = 200;
/** CSS pixels a millisecond: whoever scrolls faster is on their way past. */
const FLUNG = 3;
const RESTED_MS = 100;

const viewAt = (top: number): View => {
	const height = window.innerHeight;
	const y = window.scrollY - top;
	return {
		from: Math.floor((y - AHEAD * height) / STEP) * STEP,
		to: Math.ceil((y + (1 + AHEAD) * height) / STEP) * STEP,
	};
};

/** What is in view or close to it; changes in steps. Nothing, before there is a window. */
export function useGridView(top: number, place: Placement | null): View | null {
	const [view, setView] = useState<View | null>(null);
	// Also when the grid is another: the page may have been scrolled for it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: another placement, another look
	useLayoutEffect(() => {
		const look = () => {
			const next = viewAt(top);
			setView((old) => (old && old.from === next.from && old.to === next.to ? old : next));
		};
		look();
		window.addEventListener("scroll", look, { passive: true });
		window.addEventListener("resize", look);
		return () => {
			window.removeEventListener("scroll", look);
			window.removeEventListener("resize", look);
		};
	}, [top, place]);
	return view;
}

/**
 * Tells which photos are near: at once, or for who flings the page, or leaps through it, where it comes
 * to rest. How far a leap is, no busy machine makes slower.
 */
export function useNearPhotos(
	place: Placement | null,
	view: View | null,
	tell: (span: (old: Span) => Span) => void,
): void {
	const last = useRef<{ from: number; at: number } | null>(null);
	useEffect(() => {
		if (!place || !view) return;
		const segments = segmentsBetween(place, view.from, view.to);
		const [first, end] = [segments[0], segments.at(-1)];
		if (!first || !end) return;
		const next = { from: first.start, to: end.start + end.count - 1 };
		const now = () => tell((old) => (old.from === next.from && old.to === next.to ? old : next));
		const before = last.current;
		last.current = { from: view.from, at: performance.now() };
		const way = before ? Math.abs(view.from - before.from) : 0;
		const speed = before ? way / (last.current.at - before.at) : 0;
		if (speed < FLUNG && way < window.innerHeight) return now();
		const timer = setTimeout(now, RESTED_MS);
		return () => clearTimeout(timer);
	}, [place, view, tell]);
}
