"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide an element is and how far down the page it begins; 0 wide before it is laid out. */
export function usePlace(ref: RefObject<HTMLElement | null>) {
	const [place, setPlace] = useState({ width: 0, top: 0 });
	useLayoutEffect(() => {
		const element = ref.current;
		if (!element) return;
		const measure = () => {
			const box = element.getBoundingClientRect();
			const next = { width: Math.floor(box.width), top: Math.round(box.top + window.scrollY) };
			setPlace((old) => (old.width === next.width && old.top === next.top ? old : next));
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		observer.observe(document.body);
		return () => observer.disconnect();
	}, [ref]);
	return place;
}
