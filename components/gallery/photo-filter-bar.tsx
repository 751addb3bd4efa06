"use client";

import { ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "#components/studio/shortcuts.tsx";
import { Button } from "#components/ui/button.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { type PhotoFilterChoice, saidOf, withSaid } from "#lib/client/photo-filter.ts";
import { PhotoFilterDialog } from "./photo-filter-dialog.tsx";
import { useFilterWords } from "./use-filter-choices.ts";

interface PhotoFilterBarProps {
	eventId: string;
	filter: PhotoFilterChoice;
	onChange: (filter: PhotoFilterChoice) => void;
}

/** So that not every letter is a question to the server. */
const TYPING_MS = 300;

/** Finds photos of an event: by words, and by what else is known of them. */
export function PhotoFilterBar({ eventId, filter, onChange }: PhotoFilterBarProps) {
	const t = useTranslations("photoFilter");
	const [open, setOpen] = useState(false);
	const q = filter.q ?? "";
	const [words, setWords] = useState(q);
	const latest = useRef(filter);
	/** What was last searched for from here. */
	const asked = useRef(q);
	useEffect(() => {
		latest.current = filter;
		if (q === asked.current) return;
		asked.current = q;
		setWords(q);
	}, [filter, q]);
	useEffect(() => {
		if (words === asked.current) return;
		const timer = setTimeout(() => {
			const next = withSaid(latest.current, "q", words);
			asked.current = next.q ?? "";
			onChange(next);
		}, TYPING_MS);
		return () => clearTimeout(timer);
	}, [words, onChange]);
	const box = useRef<HTMLDivElement>(null);
	useShortcuts([
		{ keys: "/", label: t("label"), run: () => box.current?.querySelector("input")?.focus() },
	]);
	const said = saidOf(filter);
	const wordsOf = useFilterWords(eventId, filter);
	return (
		<div
			ref={box}
			className="flex flex-1 flex-wrap items-center gap-2 max-sm:basis-full sm:min-w-96"
		>
			<div className="max-sm:min-w-0 max-sm:flex-1 sm:w-64">
				<SearchBox label={t("label")} placeholder={t("search")} value={words} onChange={setWords} />
			</div>
			<Button look="quiet" size="sm" onClick={() => setOpen(true)}>
				<ListFilter aria-hidden />
				{t("open")}
			</Button>
			{said.length > 0 ? (
				<ul aria-label={t("said")} className="flex min-w-0 flex-wrap gap-1.5">
					{said.map(([name, value]) => {
						const what = wordsOf(name, value);
						return (
							<li key={name} className="min-w-0">
								<button
									type="button"
									onClick={() => onChange(withSaid(filter, name, undefined))}
									aria-label={t("remove", { what })}
									className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full border border-edge px-3 text-sm hover:bg-sunken"
								>
									<span className="truncate">{what}</span>
									<X aria-hidden className="size-3.5 shrink-0" />
								</button>
							</li>
						);
					})}
				</ul>
			) : null}
			<PhotoFilterDialog {...{ eventId, filter, onChange, open }} onOpenChange={setOpen} />
		</div>
	);
}
