"use client";

import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Placement } from "#lib/client/gallery-place.ts";
import { HEAD } from "./use-reveal.ts";

const SEEN_MS = 1500;

const within = (share: number) => Math.min(1, Math.max(0, share));

/** The page's heights between which a reader goes through a grid. */
const stretchOf = (place: Placement, top: number) => {
	const from = top - HEAD;
	return { from, length: Math.max(1, top + place.height - window.innerHeight - from) };
};

/** The page has moved just now. */
function useMoving(): boolean {
	const [moving, setMoving] = useState(false);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const move = () => {
			setMoving(true);
			clearTimeout(timer);
			timer = setTimeout(() => setMoving(false), SEEN_MS);
		};
		window.addEventListener("scroll", move, { passive: true });
		return () => {
			clearTimeout(timer);
			window.removeEventListener("scroll", move);
		};
	}, []);
	return moving;
}

/** How far through a grid the page is scrolled, 0 to 1, and the way to anywhere in it. */
export function useShare(place: Placement, top: number) {
	const [share, setShare] = useState(0);
	const moving = useMoving();
	useEffect(() => {
		let frame = 0;
		const look = () => {
			frame = 0;
			const { from, length } = stretchOf(place, top);
			setShare(within((window.scrollY - from) / length));
		};
		const follow = () => {
			frame ||= requestAnimationFrame(look);
		};
		look();
		window.addEventListener("scroll", follow, { passive: true });
		return () => {
			cancelAnimationFrame(frame);
			window.removeEventListener("scroll", follow);
		};
	}, [place, top]);
	const go = useCallback(
		(to: number) => {
			const { from, length } = stretchOf(place, top);
			window.scrollTo({ top: from + within(to) * length, behavior: "instant" });
		},
		[place, top],
	);
	// At the head of the page one is not in the grid yet.
	return { share, moving: moving && share > 0, go };
}

/** Goes where the pointer is on a track, once a frame; a thumb that is taken does not jump. */
export function useDrag(
	track: RefObject<HTMLElement | null>,
	share: number,
	go: (to: number) => void,
) {
	const [dragging, setDragging] = useState(false);
	const grip = useRef({ offset: 0, frame: 0, y: 0 });
	const shareAt = (y: number) => {
		const box = track.current?.getBoundingClientRect();
		return box ? (y - box.top) / box.height : 0;
	};
	const onPointerDown = (event: PointerEvent<HTMLElement>) => {
		if (event.button !== 0) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		const taken = (event.target as HTMLElement).closest("[role=slider]");
		const at = shareAt(event.clientY);
		grip.current.offset = taken ? at - share : 0;
		setDragging(true);
		if (!taken) go(at);
	};
	const onPointerMove = ({ clientY }: PointerEvent) => {
		if (!dragging) return;
		grip.current.y = clientY;
		grip.current.frame ||= requestAnimationFrame(() => {
			grip.current.frame = 0;
			go(shareAt(grip.current.y) - grip.current.offset);
		});
	};
	const end = () => setDragging(false);
	const on = { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end };
	return { dragging, on };
}
