"use client";

import { Search } from "lucide-react";
import { CONTROL } from "./field.tsx";

interface SearchBoxProps {
	/** What a screen reader says. */
	label: string;
	placeholder: string;
	value: string;
	onChange: (value: string) => void;
}

/** Finds among what is on the page. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
	return (
		<div className="relative w-full sm:max-w-64">
			<Search aria-hidden className="absolute top-3 left-3 size-4 text-ink-soft" />
			<input
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
