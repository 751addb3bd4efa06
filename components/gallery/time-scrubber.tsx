"use client";

import { clsx } from "clsx";
import { type DateTimeFormatOptions, useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, memo, useMemo, useRef } from "react";
import type { Placement } from "#lib/client/gallery-place.ts";
import { marksOf, momentAt, nextShare, type Span, spanOf } from "#lib/client/gallery-time.ts";
import { useDrag, useShare } from "./use-scrubbing.ts";

interface TimeScrubberProps {
	place: Placement;
	/** Of the grid, down the page. */
	top: number;
}

/** Of the track's height, between two marks. */
const LEAST_APART = 0.05;
const SEGMENTS_A_PAGE = 5;

const hour = { hour: "2-digit", minute: "2-digit" } as const;
const day = { day: "numeric", month: "short" } as const;
const SAID = {
	day: hour,
	days: { weekday: "short", ...hour },
	year: { weekday: "short", ...day, ...hour },
	years: { year: "numeric", ...day },
} satisfies Record<Span, DateTimeFormatOptions>;
const MARKED = { day: hour, days: hour, year: day, years: SAID.years } satisfies Record<
	Span,
	DateTimeFormatOptions
>;

/** At the page's right edge, while one is on the way: what time it is there, and a thumb that leads to any other. */
export function TimeScrubber({ place, top }: TimeScrubberProps) {
	const t = useTranslations("gallery.time");
	const format = useFormatter();
	const track = useRef<HTMLDivElement>(null);
	const { share, moving, go } = useShare(place, top);
	const { dragging, on } = useDrag(track, share, go);
	const span = useMemo(() => spanOf(place), [place]);
	const moment = momentAt(place, share * place.height);
	if (!moment) return null;
	const position = moment.index + 1;
	const when = format.dateTime(moment.when, { ...SAID[span], timeZone: "UTC" });
	const onKeyDown = (event: KeyboardEvent) => {
		const to = shareFor(event.key, place, share);
		if (to === null) return;
		event.preventDefault();
		go(to);
	};
	return (
		<div
			ref={track}
			{...on}
			className="group pointer-events-none fixed top-20 right-0 bottom-24 z-20 w-4 touch-none select-none sm:w-7 print:hidden [@media(hover:hover)]:pointer-events-auto"
		>
			<div className={clsx("group-hover:visible", !dragging && "invisible")}>
				<Marks {...{ place, span }} />
			</div>
			{/* Moved and not placed: what goes along with the page shifts nothing. */}
			<div
				className="pointer-events-none absolute inset-0"
				style={{ transform: `translateY(${share * 100}%)` }}
			>
				<div
					role="slider"
					tabIndex={0}
					aria-label={t("label")}
					aria-orientation="vertical"
					aria-valuemin={1}
					aria-valuemax={place.total}
					aria-valuenow={position}
					aria-valuetext={t("at", { when, position, total: place.total })}
					onKeyDown={onKeyDown}
					className={clsx(
						"peer absolute top-0 right-0 flex h-11 w-11 -translate-y-1/2 cursor-grab items-center justify-end outline-offset-[-2px] motion-safe:transition-opacity motion-safe:duration-150",
						"focus-visible:opacity-100 group-hover:opacity-100",
						moving || dragging ? "pointer-events-auto opacity-100" : "opacity-0",
					)}
				>
					<span className="mr-1 h-9 w-1.5 rounded-full bg-accent shadow-float" />
				</div>
				<span
					aria-hidden
					className={clsx(
						"tabular pointer-events-none absolute top-0 right-12 -translate-y-1/2 whitespace-nowrap rounded-full bg-ink px-3 py-1.5 font-medium text-paper text-sm shadow-float",
						"peer-focus-visible:visible group-hover:visible",
						!(moving || dragging) && "invisible",
					)}
				>
					{when}
				</span>
			</div>
		</div>
	);
}

/** Where a key leads; null for those that lead nowhere. */
function shareFor(key: string, place: Placement, share: number): number | null {
	if (key === "Home") return 0;
	if (key === "End") return 1;
	if (key === "ArrowDown" || key === "ArrowRight") return nextShare(place, share, 1);
	if (key === "ArrowUp" || key === "ArrowLeft") return nextShare(place, share, -1);
	if (key === "PageDown") return nextShare(place, share, SEGMENTS_A_PAGE);
	if (key === "PageUp") return nextShare(place, share, -SEGMENTS_A_PAGE);
	return null;
}

const Marks = memo(function Marks({ place, span }: { place: Placement; span: Span }) {
	const format = useFormatter();
	const marks = useMemo(() => marksOf(place, span, LEAST_APART), [place, span]);
	return marks.map(({ at, when }) => (
		<span
			key={at}
			aria-hidden
			className="tabular pointer-events-none absolute right-4 -translate-y-1/2 whitespace-nowrap rounded-full bg-raised px-2 py-0.5 text-ink-soft text-xs"
			style={{ top: `${at * 100}%` }}
		>
			{format.dateTime(when, { ...MARKED[span], timeZone: "UTC" })}
		</span>
	));
});
