"use client";

import type { ReactNode } from "react";
import {
	Bar,
	BarChart,
	CartesianGrid,
	ComposedChart,
	Line,
	ResponsiveContainer,
	Tooltip,
	XAxis,
	YAxis,
} from "recharts";
import type { DayFigures, DayTime } from "#lib/client/batch-figures.ts";

interface ChartProps<T> {
	days: readonly T[];
	/** A day as it stands under the axis. */
	dayText: (day: string) => string;
	/** A number as it stands beside the axis. */
	valueText: (value: number) => string;
	/** What a day has, for who points at it. */
	tell: (day: T) => string;
	/** Whether there is something between one and two. */
	fractions?: boolean;
	/** What stands beside the axis, rising from 0, where that is known better than it is guessed. */
	ticks?: number[];
}

const INK = { fill: "var(--ink-soft)", fontSize: 12 };
const MARGIN = { top: 8, right: 4, bottom: 0, left: 0 };

/** The axes and what floats over a day: parts of a chart, for every chart. */
function parts<T extends { day: string }>(props: ChartProps<T>) {
	const { dayText, valueText, tell, fractions = false, ticks } = props;
	return [
		<CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
		<XAxis
			key="x"
			dataKey="day"
			tickFormatter={dayText}
			tick={INK}
			tickLine={false}
			axisLine={{ stroke: "var(--line)" }}
			minTickGap={40}
		/>,
		<YAxis
			key="y"
			width={56}
			tickFormatter={valueText}
			tick={INK}
			tickLine={false}
			axisLine={false}
			tickCount={4}
			allowDecimals={fractions}
			{...(ticks ? { ticks, domain: [0, ticks.at(-1) ?? 1] } : {})}
		/>,
		<Tooltip
			key="tip"
			cursor={{ fill: "var(--sunken)" }}
			isAnimationActive={false}
			content={({ active, payload }) => {
				const day = payload?.[0]?.payload as T | undefined;
				return active && day ? <Tip title={dayText(day.day)}>{tell(day)}</Tip> : null;
			}}
		/>,
	];
}

function Tip({ title, children }: { title: string; children: ReactNode }) {
	return (
		<div className="tabular rounded-control border border-line bg-raised px-3 py-2 text-sm shadow-float">
			<p className="font-medium">{title}</p>
			<p className="text-ink-soft">{children}</p>
		</div>
	);
}

const bar = { isAnimationActive: false, maxBarSize: 28 };

/** Sheets a day: done, and on top of them those that failed. */
export function SheetBars(props: ChartProps<DayFigures>) {
	return (
		<ResponsiveContainer>
			<BarChart data={[...props.days]} margin={MARGIN} accessibilityLayer={false}>
				{parts(props)}
				<Bar
					{...bar}
					stackId="sheets"
					dataKey={({ sheets, failed }: DayFigures) => sheets - failed}
					fill="var(--edge)"
				/>
				<Bar {...bar} stackId="sheets" dataKey="failed" fill="var(--danger)" />
			</BarChart>
		</ResponsiveContainer>
	);
}

/** One number a day. */
export function DayBars({ of, ...props }: ChartProps<DayFigures> & { of: "batches" | "rate" }) {
	return (
		<ResponsiveContainer>
			<BarChart data={[...props.days]} margin={MARGIN} accessibilityLayer={false}>
				{parts(props)}
				<Bar {...bar} dataKey={of} fill={of === "rate" ? "var(--danger)" : "var(--edge)"} />
			</BarChart>
		</ResponsiveContainer>
	);
}

/** The usual time of a day as a dot, and what 19 of 20 keep within as a bar. */
export function TimeBars(props: ChartProps<DayTime>) {
	return (
		<ResponsiveContainer>
			<ComposedChart data={[...props.days]} margin={MARGIN} accessibilityLayer={false}>
				{parts(props)}
				<Bar
					{...bar}
					maxBarSize={6}
					dataKey={({ median, p95 }: DayTime) => (median === null ? null : [median, p95 ?? median])}
					fill="var(--edge)"
				/>
				<Line
					dataKey="median"
					stroke="none"
					isAnimationActive={false}
					dot={{ r: 3, fill: "var(--ink)", stroke: "none" }}
					activeDot={false}
				/>
			</ComposedChart>
		</ResponsiveContainer>
	);
}
