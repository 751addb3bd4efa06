"use client";

import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { CONTROL } from "./field.tsx";

interface SearchBoxProps {
	/** What a screen reader says. */
	label: string;
	placeholder: string;
	value: string;
	onChange: (value: string) => void;
}

/** Finds among what is on the page. What is typed before the page's scripts are there counts as well. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
	const box = useRef<HTMLInputElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes alive
	useEffect(() => {
		const typed = box.current?.value ?? "";
		if (typed !== value) onChange(typed);
	}, []);
	return (
		<div className="relative w-full sm:max-w-64">
			<Search aria-hidden className="absolute top-3 left-3 size-4 text-ink-soft" />
			<input
				ref={box}
				type="search"
				aria-label={label}
				placeholder={placeholder}
				value={value}
				onChange={(event) => onChange(event.target.value)}
				className={`${CONTROL} h-10 pl-9 text-sm`}
			/>
		</div>
	);
}
