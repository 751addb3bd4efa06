"use client";

import { useEffect } from "react";

/** Keeps the screen awake while `wanted`, where the browser can. It lets go whenever the page is hidden. */
export function useWakeLock(wanted: boolean): void {
	useEffect(() => {
		if (!wanted || !("wakeLock" in navigator)) return;
		let lock: WakeLockSentinel | null = null;
		let over = false;
		const hold = async () => {
			if (document.visibilityState !== "visible") return;
			// Refused on a low battery: then the screen is its owner's.
			const held = await navigator.wakeLock.request("screen").catch(() => null);
			if (over) void held?.release();
			else lock = held;
		};
		void hold();
		document.addEventListener("visibilitychange", hold);
		return () => {
			over = true;
			document.removeEventListener("visibilitychange", hold);
			void lock?.release();
		};
	}, [wanted]);
}
