"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Widths by height of the places that photos will take. */
const PLACES = [1.5, 0.75, 1.5, 1.33, 1.5, 1, 0.75, 1.5, 1.5, 1.33, 0.75, 1.5];

export function GridLoading() {
	const t = useTranslations("common");
	return (
		<div role="status" aria-label={t("loading")} className="flex flex-wrap gap-0.5 sm:gap-1">
			{PLACES.map((aspect, index) => (
				<Skeleton
					// biome-ignore lint/suspicious/noArrayIndexKey: they never change places
					key={index}
					className="h-36 min-w-0 sm:h-60"
					style={{ flexGrow: aspect, flexBasis: `${aspect * 9}rem` }}
				/>
			))}
		</div>
	);
}

interface PhotosErrorProps {
	icon: ReactNode;
	text: string;
	onRetry: () => void;
}

export function PhotosError({ icon, text, onRetry }: PhotosErrorProps) {
	const t = useTranslations();
	return (
		<EmptyState icon={icon} title={t("gallery.errorTitle")} body={text}>
			<Button onClick={onRetry}>{t("common.retry")}</Button>
		</EmptyState>
	);
}

interface LoadMoreProps {
	query: {
		hasNextPage: boolean;
		isFetchNextPageError: boolean;
		fetchNextPage: () => unknown;
	};
	total: number;
}

/** What stands below the last row: more on its way, a failure, or the end. */
export function LoadMore({ query, total }: LoadMoreProps) {
	const t = useTranslations();
	if (query.isFetchNextPageError)
		return (
			<div role="alert" className="flex flex-wrap items-center justify-center gap-4 py-10 text-sm">
				{t("gallery.errorMore")}
				<Button size="sm" onClick={() => query.fetchNextPage()}>
					{t("common.retry")}
				</Button>
			</div>
		);
	return (
		<p className="tabular py-10 text-center text-ink-soft text-sm" aria-live="polite">
			{query.hasNextPage ? t("gallery.more") : t("gallery.end", { count: total })}
		</p>
	);
}
