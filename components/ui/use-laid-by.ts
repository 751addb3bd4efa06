"use client";

import { useEffect } from "react";

const IDLE_MS = 3000;

/**
 * Fetches a part once the page is shown and has nothing else to do, so that it is there at once, and
 * without a connection too.
 */
export function useLaidBy(load: () => Promise<unknown>): void {
	useEffect(() => {
		const fetchIt = () => void load().catch(() => undefined);
		const stop = new AbortController();
		const { signal } = stop;
		const whenIdle = () => {
			if (!("requestIdleCallback" in window)) {
				const timer = setTimeout(fetchIt, IDLE_MS);
				signal.addEventListener("abort", () => clearTimeout(timer));
				return;
			}
			const idle = requestIdleCallback(fetchIt, { timeout: IDLE_MS });
			signal.addEventListener("abort", () => cancelIdleCallback(idle));
		};
		if (document.readyState === "complete") whenIdle();
		else window.addEventListener("load", whenIdle, { once: true, signal });
		return () => stop.abort();
	}, [load]);
}
