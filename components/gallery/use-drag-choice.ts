"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
	type DragEvent,
	type MouseEvent,
	type PointerEvent,
	type RefObject,
	useEffect,
	useRef,
} from "react";
import { placeAt } from "#lib/client/drag-choice.ts";
import { followPointer, type Point } from "#lib/client/follow-pointer.ts";
import { photoAt, segmentOf } from "#lib/client/gallery-place.ts";
import { segmentQuery } from "#lib/client/photos.queries.ts";
import type { ChoosingPhotos } from "./use-choosing.ts";
import { useLongPress } from "./use-long-press.ts";
import type { Shown } from "./use-photos.ts";

/** A hand that clicks moves a little. */
const BEGINS_PX = 8;

/** What is on a photo and has a use of its own. */
const CONTROLS = "input, [aria-haspopup]";

/**
 * Chooses all photos from where a mouse is pressed to where it is let go, or a finger after it has
 * rested; the page follows at its edges, and Escape gives it up. Gives handlers for the element around
 * the grid.
 */
export function useDragChoice(
	box: RefObject<HTMLElement | null>,
	shown: Shown,
	choosing: ChoosingPhotos,
) {
	const drag = useDrag(box, shown, choosing);
	const pressed = useRef<Point | null>(null);
	const dragged = useRef(false);
	const begin = () => {
		if (pressed.current) dragged.current = drag.begin(pressed.current);
	};
	const press = useLongPress(begin);
	return {
		...press,
		onPointerDown: (event: PointerEvent) => {
			press.onPointerDown(event);
			dragged.current = false;
			const other = event.pointerType === "mouse" && (event.button !== 0 || event.shiftKey);
			const taken = other || (event.target as Element).closest(CONTROLS) !== null;
			pressed.current = taken ? null : { x: event.clientX, y: event.clientY };
		},
		onPointerMove: (event: PointerEvent) => {
			press.onPointerMove(event);
			const start = pressed.current;
			if (event.pointerType !== "mouse" || !start || dragged.current) return;
			if (event.buttons !== 1) pressed.current = null;
			else if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > BEGINS_PX) begin();
		},
		onClickCapture: (event: MouseEvent) => {
			press.onClickCapture(event);
			if (!dragged.current) return;
			// What ends a drag is no click on what lies there.
			dragged.current = false;
			event.preventDefault();
			event.stopPropagation();
		},
		// A picture that is dragged off the page would be taken for a file to upload.
		onDragStart: (event: DragEvent) => event.preventDefault(),
	};
}

interface Dragged {
	/** Of the photo that it began on. */
	id: string;
	/** Places. */
	from: number;
	to: number;
}

/** One drag at a time; `begin` says whether there is a photo to begin on. */
function useDrag(box: RefObject<HTMLElement | null>, shown: Shown, choosing: ChoosingPhotos) {
	const idAt = usePhotoId(shown);
	const latest = useRef(shown);
	useEffect(() => {
		latest.current = shown;
	});
	const stop = useRef<(() => void) | null>(null);
	const placeUnder = ({ x, y }: Point) => {
		const upper = box.current?.getBoundingClientRect();
		const { place } = latest.current;
		return place && upper ? placeAt(place, x - upper.left, y - upper.top) : null;
	};
	const choose = async ({ id, to }: Dragged) => {
		const target = await idAt(to);
		if (target) await choosing.run([id, target]);
		choosing.mark(null);
	};
	const begin = (start: Point): boolean => {
		const { place } = latest.current;
		const from = placeUnder(start);
		const photo = place && from !== null ? photoAt(place, from) : undefined;
		if (from === null || !photo || stop.current) return false;
		const now: Dragged = { id: photo.id, from, to: from };
		stop.current = followPointer({
			from: start,
			over: (point) => {
				now.to = placeUnder(point) ?? now.to;
				choosing.mark({ from: Math.min(from, now.to), to: Math.max(from, now.to) });
			},
			end: (chosen) => {
				stop.current?.();
				stop.current = null;
				if (chosen && now.to !== from) void choose(now);
				else choosing.mark(null);
			},
		});
		return true;
	};
	useEffect(() => {
		const element = box.current;
		// What a finger does after it has rested is no scrolling.
		const hold = (event: TouchEvent) => {
			if (stop.current && event.cancelable) event.preventDefault();
		};
		element?.addEventListener("touchmove", hold, { passive: false });
		return () => {
			element?.removeEventListener("touchmove", hold);
			stop.current?.();
		};
	}, [box]);
	return { begin };
}

/** Finds the id of the photo of a place, which is fetched for it where it has to be. */
function usePhotoId({ place, gallery }: Shown) {
	const client = useQueryClient();
	return async (index: number): Promise<string | undefined> => {
		const known = place && photoAt(place, index);
		const segment = place && segmentOf(place.segments, index);
		if (known || !segment) return known?.id;
		const photos = await client.fetchQuery(segmentQuery(gallery, segment)).catch(() => null);
		return photos?.[index - segment.start]?.id;
	};
}
