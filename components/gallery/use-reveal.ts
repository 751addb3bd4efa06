"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { type Placement, rowOf, segmentOf } from "#lib/client/gallery-place.ts";

/** What stands over the upper edge of the page, with the tabs of the albums. */
export const HEAD = 64;

/** Scrolls to a photo's row, if it is not in view as a whole; false while it is not known. */
function scrollToRow(place: Placement, top: number, index: number): boolean {
	const row = rowOf(place, index);
	const height = row?.height ?? 0;
	const y = top + (row ? row.top : (segmentOf(place.segments, index)?.top ?? 0));
	const { innerHeight, scrollY } = window;
	if (y - HEAD < scrollY) window.scrollTo({ top: y - HEAD, behavior: "instant" });
	else if (y + height > scrollY + innerHeight)
		window.scrollTo({ top: y + height - innerHeight, behavior: "instant" });
	return row !== null;
}

/**
 * Brings photos into view, wherever they are: `reveal` by scrolling alone, `focus` with the keyboard's
 * focus on it, once it is there.
 */
export function useReveal(
	list: RefObject<HTMLElement | null>,
	place: Placement | null,
	top: number,
) {
	const wanted = useRef<number | null>(null);
	const latest = useRef({ place, top });
	const settle = useCallback(() => {
		const { place: current, top: upper } = latest.current;
		if (wanted.current === null || !current) return;
		if (!scrollToRow(current, upper, wanted.current)) return;
		const tile = list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
		if (!tile) return;
		wanted.current = null;
		(tile.querySelector<HTMLElement>("[data-photo]") ?? tile).focus({ preventScroll: true });
	}, [list]);
	useLayoutEffect(() => {
		latest.current = { place, top };
		settle();
	});
	return {
		reveal: useCallback((index: number) => {
			const { place: current, top: upper } = latest.current;
			if (current) scrollToRow(current, upper, index);
		}, []),
		focus: useCallback(
			(index: number) => {
				wanted.current = index;
				settle();
			},
			[settle],
		),
	};
}
