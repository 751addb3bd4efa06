"use client";

import { type ReactNode, useState } from "react";
import { Dialog, DialogContent } from "./dialog.tsx";
import { SearchList } from "./search-list.tsx";

interface FindDialogProps<T extends { id: string }> {
	open: boolean;
	onClose: () => void;
	title: string;
	lead: string;
	/** What is typed into the field. */
	label: string;
	/** Those that match what was typed. */
	find: (wanted: string) => readonly T[];
	render: (option: T) => ReactNode;
	onChoose: (option: T) => void;
	nothingFound: (wanted: string) => string;
	moreFound: (count: number) => string;
}

const WORTH_SHOWING = 100;

/** Where something is moved to: one of many, found by typing. */
export function FindDialog<T extends { id: string }>(props: FindDialogProps<T>) {
	const { open, onClose, title, lead, ...list } = props;
	return (
		<Dialog open={open} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={title} lead={lead}>
				<FoundList {...list} />
			</DialogContent>
		</Dialog>
	);
}

function FoundList<T extends { id: string }>(
	props: Omit<FindDialogProps<T>, "open" | "onClose" | "title" | "lead">,
) {
	const { label, find, render, onChoose, nothingFound, moreFound } = props;
	const [wanted, setWanted] = useState("");
	const found = find(wanted);
	const hidden = found.length - WORTH_SHOWING;
	const note = () => {
		if (found.length === 0) return nothingFound(wanted.trim());
		return hidden > 0 ? moreFound(hidden) : null;
	};
	return (
		<SearchList
			label={label}
			placeholder={label}
			wanted={wanted}
			onWanted={setWanted}
			options={found.slice(0, WORTH_SHOWING)}
			render={render}
			onChoose={onChoose}
			note={note()}
		/>
	);
}
