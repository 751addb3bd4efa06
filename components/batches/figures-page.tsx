"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { BackLink } from "#components/ui/back-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { byDay, type DayFigures, mostOf, totalsOf } from "#lib/client/batch-figures.ts";
import { batchStatsQuery } from "#lib/client/batches.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { BatchesFigure, RateFigure, SheetsFigure } from "./day-figures.tsx";
import { StrategiesFigure, TimeFigures } from "./strategy-figures.tsx";
import { useFigureWords } from "./use-figure-words.ts";

/** The last 30 days of batches, in pictures and in words. `today` is the server's, in UTC. */
export function FiguresPage({ today }: { today: string }) {
	const t = useTranslations("batches");
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 gap-8 pt-5 pb-20 md:pt-8">
				<header className="grid gap-4">
					<BackLink href="/batches">{t("backToBatches")}</BackLink>
					<div className="grid gap-1">
						<h1 className="font-display text-2xl tracking-tight">{t("figures.title")}</h1>
						<p className="text-ink-soft text-sm">{t("figures.lead")}</p>
					</div>
				</header>
				<Figures today={today} />
			</div>
		</>
	);
}

function Figures({ today }: { today: string }) {
	const t = useTranslations();
	const errorText = useErrorText();
	const { data: rows, error, refetch } = useQuery(batchStatsQuery());
	if (!rows && error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("batches.figures.errorTitle")}
				body={errorText(error)}
			>
				<Button onClick={() => refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!rows) return <FiguresLoading />;
	const days = byDay(rows, today);
	if (totalsOf(days).batches === 0)
		return (
			<EmptyState
				icon={<ChartNoAxesColumn aria-hidden />}
				title={t("batches.figures.emptyTitle")}
				body={t("batches.figures.emptyBody")}
			/>
		);
	return (
		<>
			<Totals days={days} />
			<SheetsFigure days={days} />
			<div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
				<BatchesFigure days={days} />
				<RateFigure days={days} />
				<TimeFigures rows={rows} today={today} />
				<StrategiesFigure rows={rows} today={today} />
			</div>
		</>
	);
}

function Totals({ days }: { days: DayFigures[] }) {
	const t = useTranslations("batches.figures");
	const words = useFigureWords();
	const { batches, sheets, failed } = totalsOf(days);
	const busiest = mostOf(days, "sheets");
	const facts = [
		{ key: "batches", value: words.count(batches), words: t("batchesSent") },
		{ key: "sheets", value: words.count(sheets), words: t("sheetsSent") },
		{ key: "failed", value: words.count(failed), words: t("failed", { total: sheets }) },
	];
	if (busiest)
		facts.push({
			key: "busiest",
			value: words.count(busiest.sheets),
			words: t("busiest", { day: words.day(busiest.day) }),
		});
	return <Facts large facts={facts} />;
}

export function FiguresLoading() {
	const t = useTranslations("common");
	return (
		<div role="status" aria-label={t("loading")} className="grid gap-8">
			<Skeleton className="h-24 w-full rounded-photo" />
			<Skeleton className="h-64 w-full rounded-photo" />
			<Skeleton className="h-64 w-full rounded-photo" />
		</div>
	);
}
