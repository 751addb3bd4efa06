/** The last 30 days of batches in figures: every day is there, also those without a batch. */
import type { StatsDay } from "./batch-types.ts";

const DAY_MS = 86_400_000;
const DAYS = 30;

export type Strategy = StatsDay["strategy"];
export const STRATEGIES = ["zip_qr", "zip", "images"] as const satisfies readonly Strategy[];

export interface DayFigures {
	/** As in 2026-11-20, in UTC. */
	day: string;
	batches: number;
	/** Failed ones included. */
	sheets: number;
	failed: number;
	/** Of 1; null on a day without sheets. */
	rate: number | null;
}

/** Seconds a sheet; null on days on which no such batch was done. */
export interface DayTime {
	day: string;
	median: number | null;
	p95: number | null;
}

/** The days up to and with `today`, oldest first. */
export function daysUntil(today: string): string[] {
	const end = Date.parse(`${today}T00:00:00Z`);
	return Array.from({ length: DAYS }, (_, index) =>
		new Date(end - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
	);
}

const rateOf = (failed: number, sheets: number) => (sheets === 0 ? null : failed / sheets);

const sum = (rows: readonly StatsDay[], key: "batches" | "sheets" | "failed") =>
	rows.reduce((total, row) => total + row[key], 0);

export function byDay(rows: readonly StatsDay[], today: string): DayFigures[] {
	return daysUntil(today).map((day) => {
		const found = rows.filter((row) => row.day === day);
		const [sheets, failed] = [sum(found, "sheets"), sum(found, "failed")];
		return { day, batches: sum(found, "batches"), sheets, failed, rate: rateOf(failed, sheets) };
	});
}

export function totalsOf(days: readonly DayFigures[]) {
	const total = (key: "batches" | "sheets" | "failed") =>
		days.reduce((all, day) => all + day[key], 0);
	const [sheets, failed] = [total("sheets"), total("failed")];
	return { batches: total("batches"), sheets, failed, rate: rateOf(failed, sheets) };
}

/** The day with the most of something, the earliest of equals; null where no day has any. */
export function mostOf(
	days: readonly DayFigures[],
	key: "batches" | "sheets" | "rate",
): DayFigures | null {
	let most: DayFigures | null = null;
	for (const day of days) if ((day[key] ?? 0) > (most?.[key] ?? 0)) most = day;
	return most;
}

export function countByStrategy(rows: readonly StatsDay[], today: string) {
	const days = new Set(daysUntil(today));
	const recent = rows.filter(({ day }) => days.has(day));
	return STRATEGIES.map((strategy) => ({
		strategy,
		batches: sum(
			recent.filter((row) => row.strategy === strategy),
			"batches",
		),
	}));
}

export function timesOf(rows: readonly StatsDay[], strategy: Strategy, today: string): DayTime[] {
	return daysUntil(today).map((day) => {
		const row = rows.find((each) => each.day === day && each.strategy === strategy);
		return { day, median: row?.median_seconds ?? null, p95: row?.p95_seconds ?? null };
	});
}

/** From the quickest to the slowest day's median, and the worst of all; null where nothing was done. */
export function rangeOfTimes(times: readonly DayTime[]) {
	const medians = times.flatMap(({ median }) => median ?? []);
	if (medians.length === 0) return null;
	return {
		low: Math.min(...medians),
		high: Math.max(...medians),
		slowest: Math.max(...times.map(({ median, p95 }) => p95 ?? median ?? 0)),
	};
}
