"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "#components/ui/button.tsx";

interface SelectionFrameProps {
	label: string;
	/** How many of how many, or how far it has come. */
	state: string;
	clearLabel: string;
	onClear: () => void;
	/** What can be done. */
	children: ReactNode;
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
	return (
		<div
			role="toolbar"
			data-selection
			aria-label={label}
			className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] items-center gap-1 max-sm:flex-wrap max-sm:justify-end sm:gap-2 sm:pl-4 rounded-panel border border-line bg-raised p-2 pl-3 shadow-float motion-safe:animate-rise md:bottom-6 md:left-23"
		>
			<p role="status" className="tabular flex-1 whitespace-nowrap text-sm sm:mr-2">
				{state}
			</p>
			{children}
			<Button look="quiet" size="icon" aria-label={clearLabel} onClick={onClear}>
				<X aria-hidden />
			</Button>
		</div>
	);
}
