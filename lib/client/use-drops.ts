"use client";

import { useEffect, useRef, useState } from "react";

/** What of the page is below the pointer. */
type Below = Element | null;

/**
 * Hands over what is dropped anywhere on the page with the place it fell on, while the event is being
 * handled. Gives the place that files hang over; null while none do.
 */
export function useDropsAt<Place>(
	placeOf: (below: Below) => Place,
	onDrop: (transfer: DataTransfer, place: Place) => void,
): Place | null {
	const [place, setPlace] = useState<Place | null>(null);
	const latest = useRef({ placeOf, onDrop });
	useEffect(() => {
		latest.current = { placeOf, onDrop };
	});
	useEffect(
		() =>
			watchDrops(
				(over, below) => setPlace(over ? latest.current.placeOf(below) : null),
				(transfer, below) => latest.current.onDrop(transfer, latest.current.placeOf(below)),
			),
		[],
	);
	return place;
}

const anywhere = () => true;

/** The same for a page that is one place; true while files hang over it. */
export function useDrops(onDrop: (transfer: DataTransfer) => void): boolean {
	return useDropsAt(anywhere, onDrop) ?? false;
}

const belowOf = ({ target }: Event): Below => (target instanceof Element ? target : null);
const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

function watchDrops(
	setOver: (over: boolean, below: Below) => void,
	onDrop: (transfer: DataTransfer, below: Below) => void,
): () => void {
	// Entering a child leaves its parent: only their balance says whether files hang over the page.
	let depth = 0;
	const enter = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		depth++;
		setOver(true, belowOf(event));
	};
	const leave = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		depth = Math.max(0, depth - 1);
		if (depth === 0) setOver(false, null);
	};
	const hover = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
	};
	const drop = (event: DragEvent) => {
		if (!carriesFiles(event) || !event.dataTransfer) return;
		event.preventDefault();
		depth = 0;
		setOver(false, null);
		onDrop(event.dataTransfer, belowOf(event));
	};
	const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
	for (const [name, handler] of Object.entries(handlers))
		window.addEventListener(name as "drop", handler);
	return () => {
		for (const [name, handler] of Object.entries(handlers))
			window.removeEventListener(name as "drop", handler);
	};
}
