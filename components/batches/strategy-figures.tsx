"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";
import {
	countByStrategy,
	type DayTime,
	rangeOfTimes,
	STRATEGIES,
	type Strategy,
	timesOf,
} from "#lib/client/batch-figures.ts";
import type { StatsDay } from "#lib/client/batch-types.ts";
import { Figure } from "./figure.tsx";
import { useFigureWords } from "./use-figure-words.ts";

const TimeBars = dynamic(() => import("./figures-charts.tsx").then((all) => all.TimeBars), {
	ssr: false,
	loading: () => <Skeleton className="size-full rounded-photo" />,
});

interface StrategyFiguresProps {
	rows: readonly StatsDay[];
	today: string;
}

/** How batches come: a bar each, as long as its share. */
export function StrategiesFigure({ rows, today }: StrategyFiguresProps) {
	const t = useTranslations("batches.figures");
	const counts = countByStrategy(rows, today);
	const total = counts.reduce((all, { batches }) => all + batches, 0);
	const share = (count: number) => t("share", { count, total });
	const told = counts
		.filter(({ batches }) => batches > 0)
		.map(({ strategy, batches }) => `${t(`strategy.${strategy}`)}: ${share(batches)}`);
	return (
		<Figure title={t("strategiesTitle")} summary={`${told.join(". ")}.`}>
			<ul className="grid gap-4">
				{counts.map(({ strategy, batches }) => (
					<li key={strategy} className="grid gap-1.5 text-sm">
						<span className="tabular flex justify-between gap-4">
							{t(`strategy.${strategy}`)}
							<span className="text-ink-soft">{share(batches)}</span>
						</span>
						<span className="h-2 bg-sunken">
							<span
								className="block h-full bg-edge"
								style={{ width: `${(100 * batches) / Math.max(1, total)}%` }}
							/>
						</span>
					</li>
				))}
			</ul>
		</Figure>
	);
}

/** How long a sheet takes, for each way that was used. */
export function TimeFigures({ rows, today }: StrategyFiguresProps) {
	return STRATEGIES.map((strategy) => (
		<TimeFigure key={strategy} strategy={strategy} times={timesOf(rows, strategy, today)} />
	));
}

function TimeFigure({ strategy, times }: { strategy: Strategy; times: DayTime[] }) {
	const t = useTranslations("batches.figures");
	const words = useFigureWords();
	const range = rangeOfTimes(times);
	if (!range) return null;
	const seconds = (value: number | null) => (value === null ? t("noValue") : words.seconds(value));
	const tell = ({ median, p95 }: DayTime) =>
		`${t("median")} ${seconds(median)} · ${t("p95")} ${seconds(p95)}`;
	return (
		<Figure
			title={t("timeTitle", { way: t(`strategy.${strategy}`) })}
			summary={t("timeSummary", {
				low: seconds(range.low),
				high: seconds(range.high),
				slowest: seconds(range.slowest),
			})}
			table={{
				head: [t("day"), t("median"), t("p95")],
				rows: times
					.toReversed()
					.map(({ day, median, p95 }) => [words.day(day), seconds(median), seconds(p95)]),
			}}
		>
			<div className="h-52">
				<TimeBars
					fractions
					days={times}
					dayText={words.day}
					valueText={words.shortSeconds}
					tell={tell}
				/>
			</div>
		</Figure>
	);
}
