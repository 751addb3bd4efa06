"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Hands over what is dropped anywhere on the page, while the event is being handled; true while files
 * hang over it.
 */
export function useDrops(onDrop: (transfer: DataTransfer) => void): boolean {
	const [over, setOver] = useState(false);
	const latest = useRef(onDrop);
	useEffect(() => {
		latest.current = onDrop;
	});
	useEffect(() => watchDrops(setOver, (transfer) => latest.current(transfer)), []);
	return over;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

function watchDrops(
	setOver: (over: boolean) => void,
	onDrop: (transfer: DataTransfer) => void,
): () => void {
	// Entering a child leaves its parent: only their balance says whether files hang over the page.
	let depth = 0;
	const enter = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		depth++;
		setOver(true);
	};
	const leave = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		depth = Math.max(0, depth - 1);
		if (depth === 0) setOver(false);
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
		setOver(false);
		onDrop(event.dataTransfer);
	};
	const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
	for (const [name, handler] of Object.entries(handlers))
		window.addEventListener(name as "drop", handler);
	return () => {
		for (const [name, handler] of Object.entries(handlers))
			window.removeEventListener(name as "drop", handler);
	};
}
