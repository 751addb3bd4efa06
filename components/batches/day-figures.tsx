"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type DayFigures as Day, mostOf, totalsOf } from "#lib/client/batch-figures.ts";
import { Figure } from "./figure.tsx";
import { useFigureWords } from "./use-figure-words.ts";

const loading = () => <Skeleton className="size-full rounded-photo" />;
// The charts' code comes with these pictures alone.
const SheetBars = dynamic(() => import("./figures-charts.tsx").then((all) => all.SheetBars), {
	ssr: false,
	loading,
});
const DayBars = dynamic(() => import("./figures-charts.tsx").then((all) => all.DayBars), {
	ssr: false,
	loading,
});

const Plot = ({ children }: { children: ReactNode }) => <div className="h-52">{children}</div>;

/** Newest first: a table is read from its top. */
const newestFirst = (days: readonly Day[]) => days.toReversed();

export function SheetsFigure({ days }: { days: readonly Day[] }) {
	const t = useTranslations("batches.figures");
	const words = useFigureWords();
	const most = mostOf(days, "sheets");
	const { sheets } = totalsOf(days);
	const tell = ({ sheets: count, failed }: Day) =>
		[
			t("sheets", { count }),
			failed > 0 ? `${words.count(failed)} ${t("failed", { total: count })}` : null,
		]
			.filter(Boolean)
			.join(" · ");
	return (
		<Figure
			title={t("sheetsTitle")}
			summary={t("sheetsSummary", {
				sheets,
				days: days.filter((day) => day.sheets > 0).length,
				day: words.day(most?.day ?? ""),
				most: most?.sheets ?? 0,
			})}
			table={{
				head: [t("day"), t("done"), t("failedSheets")],
				rows: newestFirst(days).map((day) => [
					words.day(day.day),
					words.count(day.sheets - day.failed),
					words.count(day.failed),
				]),
			}}
		>
			<Plot>
				<SheetBars days={days} dayText={words.day} valueText={words.count} tell={tell} />
			</Plot>
		</Figure>
	);
}

export function BatchesFigure({ days }: { days: readonly Day[] }) {
	const t = useTranslations("batches.figures");
	const words = useFigureWords();
	const most = mostOf(days, "batches");
	const tell = ({ batches: count }: Day) => t("batches", { count });
	return (
		<Figure
			title={t("batchesTitle")}
			summary={t("batchesSummary", {
				batches: totalsOf(days).batches,
				days: days.filter((day) => day.batches > 0).length,
				day: words.day(most?.day ?? ""),
				most: most?.batches ?? 0,
			})}
			table={{
				head: [t("day"), t("batchCount")],
				rows: newestFirst(days).map((day) => [words.day(day.day), words.count(day.batches)]),
			}}
		>
			<Plot>
				<DayBars of="batches" days={days} dayText={words.day} valueText={words.count} tell={tell} />
			</Plot>
		</Figure>
	);
}

/** Shares that an axis may end at: their halves are round too. */
const TOPS = [0.02, 0.1, 0.2, 0.5, 1];

/** 0, a half and the end of an axis that holds a share. */
function shareTicks(most: number): number[] {
	const top = TOPS.find((end) => end >= most) ?? 1;
	return [0, top / 2, top];
}

export function RateFigure({ days }: { days: readonly Day[] }) {
	const t = useTranslations("batches.figures");
	const words = useFigureWords();
	const { failed, sheets: total, rate } = totalsOf(days);
	const worst = mostOf(days, "rate");
	const share = (day: Day) => (day.rate === null ? t("noValue") : words.share(day.rate));
	const tell = (day: Day) =>
		`${share(day)} · ${words.count(day.failed)} ${t("failed", { total: day.sheets })}`;
	return (
		<Figure
			title={t("rateTitle")}
			summary={`${t("rateSummary", { failed, total, rate: words.share(rate ?? 0) })} ${
				worst ? t("rateWorst", { day: words.day(worst.day), rate: share(worst) }) : ""
			}`}
			table={{
				head: [t("day"), t("rate")],
				rows: newestFirst(days).map((day) => [words.day(day.day), share(day)]),
			}}
		>
			<Plot>
				<DayBars
					of="rate"
					fractions
					ticks={shareTicks(worst?.rate ?? 0)}
					days={days}
					dayText={words.day}
					valueText={words.share}
					tell={tell}
				/>
			</Plot>
		</Figure>
	);
}
