import { edgeSpeed } from "./drag-choice.ts";

/** In CSS pixels of the window. */
export interface Point {
	x: number;
	y: number;
}

interface Following {
	from: Point;
	/** Where it is, again and again: the page may have moved below it. */
	over: (point: Point) => void;
	/** It was let go; or given up, by Escape or by the system. */
	end: (chosen: boolean) => void;
}

/** Follows a pressed pointer over the page, which moves at the window's edges. Returns what stops it. */
export function followPointer({ from, over, end }: Following): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	let point = from;
	let before = performance.now();
	/** Less than a pixel a frame adds up. */
	let left = 0;
	let frame = requestAnimationFrame(function look(now) {
		left += (edgeSpeed(point.y, window.innerHeight) * (now - before)) / 1000;
		before = now;
		const step = Math.trunc(left);
		left -= step;
		if (step !== 0) window.scrollBy({ top: step, behavior: "instant" });
		over(point);
		frame = requestAnimationFrame(look);
	});
	const move = ({ clientX: x, clientY: y }: PointerEvent) => {
		point = { x, y };
	};
	const letGo = (event: PointerEvent) => {
		move(event);
		over(point);
		end(true);
	};
	const giveUp = () => end(false);
	const byKey = (event: KeyboardEvent) => {
		if (event.key !== "Escape") return;
		event.preventDefault();
		giveUp();
	};
	window.addEventListener("pointermove", move, { signal });
	window.addEventListener("pointerup", letGo, { signal });
	window.addEventListener("pointercancel", giveUp, { signal });
	window.addEventListener("blur", giveUp, { signal });
	window.addEventListener("keydown", byKey, { signal, capture: true });
	return () => {
		cancelAnimationFrame(frame);
		listening.abort();
	};
}
