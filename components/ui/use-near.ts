"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * Whether an element is in the reader's view or close to it, and how tall it was when it last was.
 * One that has the focus counts as near, so that it does not vanish from under the reader.
 */
export function useNear(ref: RefObject<HTMLElement | null>) {
	const [state, setState] = useState({ near: false, height: 0 });
	useEffect(() => {
		const element = ref.current;
		if (!element) return;
		const observer = new IntersectionObserver(
			// Of what has happened since the last call: where it is now is told last.
			(entries) => {
				const near = entries.at(-1)?.isIntersecting || element.contains(document.activeElement);
				setState(({ height }) => ({ near, height: near ? height : element.offsetHeight }));
			},
			{ rootMargin: "800px" },
		);
		observer.observe(element);
		return () => observer.disconnect();
	}, [ref]);
	return state;
}
