"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { recognitionHistoryQuery } from "#lib/client/recognition.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { HistoryRow } from "./history-row.tsx";

/** What was recognised before, newest first. */
export function History() {
	const t = useTranslations("recognition.history");
	return (
		<section className="grid gap-2">
			<h2 className="font-display text-lg">{t("title")}</h2>
			<Rows />
		</section>
	);
}

function Rows() {
	const t = useTranslations();
	const errorText = useErrorText();
	const query = useInfiniteQuery(recognitionHistoryQuery());
	const batches = query.data?.pages.flatMap((page) => page.batches);
	if (!batches && query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("recognition.history.errorTitle")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!batches) return <Skeleton className="h-40 rounded-photo" />;
	if (batches.length === 0)
		return <p className="py-6 text-ink-soft">{t("recognition.history.empty")}</p>;
	return (
		<>
			<ul className="divide-y divide-line border-line border-y">
				{batches.map((batch) => (
					<li key={batch.batch_id}>
						<HistoryRow batch={batch} />
					</li>
				))}
			</ul>
			{query.hasNextPage ? (
				<Button
					className="justify-self-center"
					busy={query.isFetchingNextPage}
					onClick={() => query.fetchNextPage()}
				>
					{t("recognition.history.older")}
				</Button>
			) : null}
		</>
	);
}
