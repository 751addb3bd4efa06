"use client";

import { type MouseEvent, type PointerEvent, useRef } from "react";

const LONG_MS = 450;
/** A finger never lies quite still. */
const STILL_PX = 10;

/** Handlers for an element that a finger may rest on; the tap that ends it is none. */
export function useLongPress(onLongPress: () => void) {
	const press = useRef<{ timer: number; x: number; y: number } | null>(null);
	const long = useRef(false);
	const end = () => {
		if (press.current) window.clearTimeout(press.current.timer);
		press.current = null;
	};
	return {
		onPointerDown: ({ pointerType, clientX: x, clientY: y }: PointerEvent) => {
			end();
			long.current = false;
			if (pointerType === "mouse") return;
			const timer = window.setTimeout(() => {
				long.current = true;
				onLongPress();
			}, LONG_MS);
			press.current = { timer, x, y };
		},
		onPointerMove: ({ clientX, clientY }: PointerEvent) => {
			const { x = clientX, y = clientY } = press.current ?? {};
			if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end();
		},
		onPointerUp: end,
		onPointerCancel: end,
		onContextMenu: (event: MouseEvent) => {
			// The browser's own menu for a picture that is pressed.
			if (long.current || press.current) event.preventDefault();
		},
		onClickCapture: (event: MouseEvent) => {
			if (!long.current) return;
			long.current = false;
			event.preventDefault();
			event.stopPropagation();
		},
	};
}
