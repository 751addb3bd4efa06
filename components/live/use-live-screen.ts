"use client";

import { useCallback, useEffect, useState } from "react";

const IDLE_MS = 3000;

/** Whether somebody is at it: they move, press a key, or have the focus on something. */
export function useAttended(): boolean {
	const [attended, setAttended] = useState(true);
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const stir = () => {
			setAttended(true);
			clearTimeout(timer);
			timer = setTimeout(() => setAttended(false), IDLE_MS);
		};
		stir();
		const events = ["pointermove", "pointerdown", "keydown"] as const;
		for (const event of events) window.addEventListener(event, stir);
		return () => {
			clearTimeout(timer);
			for (const event of events) window.removeEventListener(event, stir);
		};
	}, []);
	return attended;
}

/** The whole screen, where the browser gives it. */
export function useFullScreen() {
	const [on, setOn] = useState(false);
	const [can, setCan] = useState(false);
	useEffect(() => {
		setCan(document.fullscreenEnabled === true);
		const look = () => setOn(document.fullscreenElement !== null);
		document.addEventListener("fullscreenchange", look);
		return () => document.removeEventListener("fullscreenchange", look);
	}, []);
	const toggle = useCallback(() => {
		const change = document.fullscreenElement
			? document.exitFullscreen()
			: document.documentElement.requestFullscreen();
		// Refused: it stays as it is.
		change.catch(() => {});
	}, []);
	return { on, can, toggle };
}

/** Calls what a key is for, unless the reader is on a control that takes it. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			const action = keys[event.key.toLowerCase()];
			const taken = event.key === " " && (event.target as HTMLElement).closest?.("button, a");
			if (!action || taken || event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			action();
		};
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, [keys]);
}
