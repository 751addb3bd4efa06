"use client";

import { ChevronDown, CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ProgressRing } from "#components/ui/progress.tsx";

/** Above the studio's bottom bar on phones, and above what can be done with what is chosen; guests have neither. */
const PLACE = {
	studio: "bottom-[calc(5.5rem+var(--chosen))] md:bottom-[calc(1.5rem+var(--chosen))]",
	guest: "bottom-4 md:bottom-6",
};
const PHONE = "(width < 40rem)";
const FOLD_AFTER_MS = 4000;

/** Bottom right: one dock above the other, the photos' and the batches'. */
export function DockArea({ place, children }: { place: keyof typeof PLACE; children: ReactNode }) {
	return (
		<div
			className={`pointer-events-none fixed right-4 left-4 z-30 flex max-h-[80dvh] flex-col items-end gap-3 sm:right-6 sm:left-auto sm:w-96 ${PLACE[place]}`}
		>
			{children}
		</div>
	);
}

/** Folded on phones, where it would cover the photos; elsewhere it folds itself when all is well. */
export function useFolding(finished: boolean) {
	const [folded, setFolded] = useState(() => window.matchMedia(PHONE).matches);
	useEffect(() => {
		if (!finished) return;
		const timer = setTimeout(() => setFolded(true), FOLD_AFTER_MS);
		return () => clearTimeout(timer);
	}, [finished]);
	return [folded, setFolded] as const;
}

interface DockPanelProps {
	label: string;
	headline: ReactNode;
	/** Folds it to a pill. */
	onFold: () => void;
	/** Given when nothing more will happen: takes it away. */
	onDismiss?: (() => void) | undefined;
	/** Below the headline. */
	actions: ReactNode;
	/** The list; scrolls by itself. */
	children: ReactNode;
}

export function DockPanel(props: DockPanelProps) {
	const t = useTranslations("upload");
	return (
		<section
			aria-label={props.label}
			className="pointer-events-auto grid max-h-[70dvh] min-h-0 w-full grid-rows-[auto_minmax(0,1fr)] overflow-hidden rounded-panel border border-line bg-raised shadow-float motion-safe:animate-rise"
		>
			<div className="grid gap-3 p-4">
				<div className="flex items-start justify-between gap-3">
					{props.headline}
					<div className="-mt-2 -mr-2 flex">
						<Button look="quiet" size="icon" aria-label={t("fold")} onClick={props.onFold}>
							<ChevronDown aria-hidden />
						</Button>
						{props.onDismiss ? (
							<Button look="quiet" size="icon" aria-label={t("dismiss")} onClick={props.onDismiss}>
								<X aria-hidden />
							</Button>
						) : null}
					</div>
				</div>
				{props.actions}
			</div>
			{props.children}
		</section>
	);
}

interface DockPillProps {
	headline: string;
	/** 0 to 1, while something is under way. */
	fraction: number | null;
	failed: boolean;
	onOpen: () => void;
}

/** The dock folded: a ring and a sentence. */
export function DockPill({ headline, fraction, failed, onOpen }: DockPillProps) {
	const t = useTranslations("upload");
	return (
		<button
			type="button"
			aria-label={`${t("open")}: ${headline}`}
			onClick={onOpen}
			className="pointer-events-auto flex h-12 shrink-0 items-center gap-3 rounded-full border border-line bg-raised pr-5 pl-2 text-sm shadow-float motion-safe:animate-rise"
		>
			{fraction !== null ? (
				<ProgressRing value={fraction} label={t("progressLabel")} className="size-8" />
			) : failed ? (
				<CircleAlert aria-hidden className="m-1 size-6 text-danger-text" />
			) : (
				<CircleCheck aria-hidden className="m-1 size-6 text-accent-text" />
			)}
			<span className="tabular text-left">{headline}</span>
		</button>
	);
}
