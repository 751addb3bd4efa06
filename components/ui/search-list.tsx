"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { CONTROL } from "./field.tsx";

interface SearchListProps<T extends { id: string }> {
	label: string;
	placeholder: string;
	wanted: string;
	onWanted: (wanted: string) => void;
	/** What matches, as far as it is worth showing. */
	options: readonly T[];
	render: (option: T) => ReactNode;
	onChoose: (option: T) => void;
	/** What stands below: nothing found, or more than are shown. */
	note: string | null;
}

const STEPS: Record<string, (at: number, last: number) => number> = {
	ArrowDown: (at, last) => Math.min(last, at + 1),
	ArrowUp: (at) => Math.max(0, at - 1),
	PageDown: (at, last) => Math.min(last, at + 8),
	PageUp: (at) => Math.max(0, at - 8),
};

/** One of many, found by typing: arrows go through what is found, Enter takes it. */
export function SearchList<T extends { id: string }>(props: SearchListProps<T>) {
	const { label, placeholder, wanted, onWanted, options, render, onChoose, note } = props;
	const id = useId();
	const [at, setAt] = useState(0);
	const active = Math.min(at, options.length - 1);
	const input = useRef<HTMLInputElement>(null);
	const list = useRef<HTMLDivElement>(null);
	// It is what one came for: whatever opens it, typing begins here.
	useEffect(() => input.current?.focus(), []);
	useEffect(() => {
		list.current?.children[active]?.scrollIntoView({ block: "nearest" });
	}, [active]);
	const steer = (event: KeyboardEvent) => {
		const step = STEPS[event.key];
		const option = options[active];
		if (event.key === "Enter" && option) onChoose(option);
		else if (step) setAt(step(active, options.length - 1));
		else return;
		event.preventDefault();
	};
	return (
		<div className="grid gap-3">
			<input
				ref={input}
				type="text"
				role="combobox"
				aria-expanded="true"
				aria-autocomplete="list"
				aria-controls={`${id}-list`}
				aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
				aria-label={label}
				placeholder={placeholder}
				autoComplete="off"
				spellCheck={false}
				value={wanted}
				onChange={(event) => {
					onWanted(event.target.value);
					setAt(0);
				}}
				onKeyDown={steer}
				className={CONTROL}
			/>
			<div
				ref={list}
				id={`${id}-list`}
				role="listbox"
				aria-label={label}
				className="-mx-2 max-h-72 overflow-y-auto overscroll-contain"
			>
				{options.map((option, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
					<div
						key={option.id}
						id={`${id}-${index}`}
						role="option"
						tabIndex={-1}
						aria-selected={index === active}
						onClick={() => onChoose(option)}
						onPointerMove={() => setAt(index)}
						className={clsx(
							"flex min-h-11 cursor-pointer items-center justify-between gap-4 rounded-[6px] px-3 text-sm",
							index === active && "bg-sunken",
						)}
					>
						{render(option)}
					</div>
				))}
			</div>
			<p role="status" className="text-ink-soft text-sm empty:hidden">
				{note}
			</p>
		</div>
	);
}
