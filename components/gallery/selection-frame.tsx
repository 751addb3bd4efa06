"use client";

import { X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

const GAP_PX = 12;

interface SelectionFrameProps {
	label: string;
	/** How many of how many, or how far it has come. */
	state: string;
	clearLabel: string;
	onClear: () => void;
	/** What can be done. */
	children: ReactNode;
}

/** Tells the page how much room it takes, by `--chosen`: what else floats at the bottom keeps above it. */
function useRoomBelow(bar: RefObject<HTMLElement | null>) {
	useEffect(() => {
		const { style } = document.documentElement;
		const sizes = new ResizeObserver(([entry]) => {
			const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
			style.setProperty("--chosen", `${Math.ceil(height) + GAP_PX}px`);
		});
		if (bar.current) sizes.observe(bar.current);
		return () => {
			sizes.disconnect();
			style.removeProperty("--chosen");
		};
	}, [bar]);
}

/** Floats while something is chosen; Escape chooses nothing. */
export function SelectionFrame(props: SelectionFrameProps) {
	const { label, state, clearLabel, onClear, children } = props;
	useEffect(() => {
		const leave = (event: KeyboardEvent) => {
			// What is open above takes it first, and what is typed in too.
			const typing = (event.target as Element | null)?.matches(
				"input:not([type=checkbox]), textarea",
			);
			if (event.key === "Escape" && !event.defaultPrevented && !typing) onClear();
		};
		window.addEventListener("keydown", leave);
		return () => window.removeEventListener("keydown", leave);
	}, [onClear]);
	const bar = useRef<HTMLDivElement>(null);
	useRoomBelow(bar);
	return (
		<div
			ref={bar}
			role="toolbar"
			aria-label={label}
			className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] items-center gap-1 max-sm:flex-wrap max-sm:justify-end sm:gap-2 rounded-panel border border-line bg-raised p-2 shadow-float motion-safe:animate-rise md:bottom-6 md:left-23"
		>
			<Button look="quiet" size="icon" aria-label={clearLabel} onClick={onClear}>
				<X aria-hidden />
			</Button>
			<p role="status" className="tabular flex-1 whitespace-nowrap text-sm sm:mr-2">
				{state}
			</p>
			{children}
		</div>
	);
}
