"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/client/use-error-text.ts";

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

interface GridOfProps {
	query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
	/** How many there are, as far as is known. */
	count: number;
	/** What stands there when there are none. */
	empty: ReactNode;
	children: ReactNode;
}

/** Pictures as soon as there are any; until then, what keeps them. */
export function GridOf({ query, count, empty, children }: GridOfProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	if (query.isPending) return <GridLoading />;
	if (count > 0) return children;
	if (!query.isError) return empty;
	return (
		<EmptyState
			icon={<CloudOff aria-hidden />}
			title={t("gallery.errorTitle")}
			body={errorText(query.error)}
		>
			<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
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

/** What stands below the last row of all. */
export function GridEnd({ total }: { total: number }) {
	const t = useTranslations("gallery");
	return (
		<p className="tabular py-10 text-center text-ink-soft text-sm">{t("end", { count: total })}</p>
	);
}

/** What stands below the last row that is loaded: more on its way, a failure, or the end. */
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
