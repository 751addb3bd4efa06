"use client";

import { useEffect, useRef } from "react";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import type { Shown } from "./use-photos.ts";
import { usePlace } from "./use-place.ts";

const load = async () => (await import("./time-scrubber.tsx")).TimeScrubber;
const SIGNS = ["scroll", "pointermove", "touchstart", "keydown"] as const;

/**
 * Right above a grid: where there are many photos in the order of time, the way to any hour of them. It
 * comes as soon as the reader moves.
 */
export function GridScrubber({ shown }: { shown: Shown }) {
	const head = useRef<HTMLDivElement>(null);
	const { top } = usePlace(head);
	const [TimeScrubber, ask] = useOnDemand(load);
	const { place } = shown;
	useEffect(() => {
		for (const sign of SIGNS) window.addEventListener(sign, ask, { passive: true, once: true });
		return () => {
			for (const sign of SIGNS) window.removeEventListener(sign, ask);
		};
	}, [ask]);
	return (
		<div ref={head}>{place && TimeScrubber ? <TimeScrubber {...{ place, top }} /> : null}</div>
	);
}
