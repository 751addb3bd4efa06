/** When what stands at a height of a gallery was taken: by the clock there, else by the reader's. */
import type { Photo } from "#lib/media/media.schema.ts";
import {
	anchorAt,
	type PlacedSegment,
	type Placement,
	photoAt,
	segmentOf,
} from "./gallery-place.ts";
import { wallTime } from "./wall-time.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/** A clock's time as if it were UTC, for formatting it so wherever the reader is. */
function readersClock(iso: string): Date {
	const moment = new Date(iso);
	return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
}

/** When the first photo of a segment was taken or, by the reader's clock, came. */
export const segmentTime = ({ shot_at: at }: Pick<PlacedSegment, "shot_at">): Date =>
	at.endsWith("Z") ? readersClock(at) : wallTime(at);

const photoTime = ({ taken_at: taken, created_at: came }: Photo): Date =>
	taken === null ? readersClock(came) : wallTime(taken);

export interface Moment {
	/** Place of the photo, from 0. */
	index: number;
	when: Date;
}

/** A page scrolls by whole pixels, and a gallery is longer than the way through it: so far off may a height be. */
const SLACK = 4;

/** What is at a height, or just below it. Where photos were not fetched, the place is about right, and the time its segment's. */
export function momentAt(place: Placement, height: number): Moment | null {
	const y = height + SLACK;
	const anchor = anchorAt(place, y);
	const segment = anchor && segmentOf(place.segments, anchor.index);
	if (!anchor || !segment) return null;
	const photo = photoAt(place, anchor.index);
	if (photo) return { index: anchor.index, when: photoTime(photo) };
	const share = Math.min(1, Math.max(0, (y - segment.top) / segment.height));
	const index = segment.start + Math.min(segment.count - 1, Math.floor(share * segment.count));
	return { index, when: segmentTime(segment) };
}

/** How much has to be said of a moment to tell it from the gallery's others: one day, a few, more than that. */
export type Span = "day" | "days" | "year" | "years";
const FEW_DAYS_MS = 3 * DAY_MS;

export function spanOf({ segments }: Placement): Span {
	const times = segments.map((segment) => segmentTime(segment).getTime());
	const [from, to] = [Math.min(...times), Math.max(...times)];
	if (Math.floor(from / DAY_MS) === Math.floor(to / DAY_MS)) return "day";
	if (to - from < FEW_DAYS_MS) return "days";
	return to - from < YEAR_MS ? "year" : "years";
}

export interface Mark {
	/** Of the gallery's height, 0 to 1. */
	at: number;
	when: Date;
}

/** Where hours begin in the gallery of a few days, and days in others; none closer to another than `least`. */
export function marksOf(place: Placement, span: Span, least: number): Mark[] {
	const unit = span === "day" || span === "days" ? HOUR_MS : DAY_MS;
	const marks: Mark[] = [];
	let before: number | null = null;
	for (const segment of place.segments) {
		const when = segmentTime(segment);
		const part = Math.floor(when.getTime() / unit);
		const at = segment.top / place.height;
		if (part !== before && at - (marks.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= least)
			marks.push({ at, when: new Date(part * unit) });
		before = part;
	}
	return marks;
}

/** The share of the height at which the next segment begins, or the one before. */
export function nextShare(place: Placement, share: number, steps: number): number {
	const { segments, height } = place;
	const y = share * height + SLACK;
	const here = segments.findLastIndex(({ top }) => top <= y);
	const next = segments[Math.min(segments.length - 1, Math.max(0, here + steps))];
	return next ? next.top / height : 0;
}
