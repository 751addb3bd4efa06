"use client";

import { useEffect, useRef } from "react";

/** Stands below a list and calls when the reader comes near. */
export function NearEnd({ onNear }: { onNear: () => void }) {
	const mark = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!mark.current) return;
		const observer = new IntersectionObserver(
			(entries) => {
				if (entries.at(-1)?.isIntersecting) onNear();
			},
			{ rootMargin: "800px" },
		);
		observer.observe(mark.current);
		return () => observer.disconnect();
	}, [onNear]);
	return <div ref={mark} aria-hidden className="h-px" />;
}
