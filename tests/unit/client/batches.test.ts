import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { errorFrom } from "#lib/client/api.ts";
import {
	byDay,
	countByStrategy,
	daysUntil,
	mostOf,
	rangeOfTimes,
	timesOf,
	totalsOf,
} from "#lib/client/batch-figures.ts";
import { batchListPath, batchListRange, pageCount, readBatchList } from "#lib/client/batch-list.ts";
import { codeFrom, findGroups, marksOf, undoOf } from "#lib/client/batch-repairs.ts";
import { batchTimings } from "#lib/client/batch-timings.ts";
import type { Batch, Sheet, StatsDay } from "#lib/client/batch-types.ts";
import { readView, viewsOf } from "#lib/client/batch-view.ts";
import { sheetsQuery } from "#lib/client/batches.queries.ts";
import { between } from "#lib/client/between.ts";
import { batchPollMs, isRunning } from "#lib/client/polling.ts";
import {
	allSheets,
	countUnsettled,
	nextOffset,
	pagesToRefresh,
	SHEETS_A_PAGE,
	withPage,
} from "#lib/client/sheet-pages.ts";

const aSheet = (fields: Partial<Sheet> = {}): Sheet => ({
	...{ id: "s", position: 0, name: "a.jpg", status: "processed", error: null, size: 1 },
	...{ width: 3, height: 2, qr: [], renditions: { small: null, medium: null, large: null } },
	...{ processed_at: null, error_code: null, group_id: null, card: false, corrected: false },
	...fields,
});

const aBatch = (fields: Partial<Batch> = {}): Batch => ({
	...{ batch_uuid: "b", status: "completed", sheet_count: 4, processed_count: 4 },
	...{ failed_count: 0, progress_percentage: 100, created_at: "2026-11-20T10:00:00.000Z" },
	...{ started_at: null, completed_at: null, strategy: "zip", qr_mode: "first", task_id: null },
	...{ event_id: null, total_size: 1, file_name: null, skipped_count: 0, error: null },
	owner: { id: "o", username: "owner" },
	...fields,
});

const pageOf = (count: number, fields: Partial<Sheet> = {}) => ({
	sheets: Array.from({ length: count }, () => aSheet(fields)),
});

describe("the address of the list", () => {
	it("says which part is in sight, and says nothing of the first page of all", () => {
		expect(readBatchList({})).toEqual({ status: undefined, page: 1 });
		expect(readBatchList({ status: "failed", page: "3" })).toEqual({ status: "failed", page: 3 });
		expect(batchListPath({ status: "failed", page: 3 })).toBe("/batches?status=failed&page=3");
		expect(batchListPath({ status: undefined, page: 1 })).toBe("/batches");
		expect(batchListRange({ status: undefined, page: 3 })).toMatchObject({ limit: 20, offset: 40 });
	});
	it.each([
		{ status: "deleted" },
		{ status: ["failed", "failed"] },
		{ page: "0" },
		{ page: "-1" },
		{ page: "1e3" },
		{ page: ["2", "3"] },
		{ page: "" },
	])("that says nothing of use is the first page of all: %o", (parameters) => {
		expect(readBatchList(parameters)).toEqual({ status: undefined, page: 1 });
	});
	it("never asks for more than the API has", () => {
		expect(batchListRange(readBatchList({ page: "999999" })).offset).toBeLessThanOrEqual(1_000_000);
	});
	it("knows how many pages there are", () => {
		expect([0, 1, 20, 21, 41].map(pageCount)).toEqual([1, 1, 1, 2, 3]);
	});
});

describe("pages of sheets", () => {
	it("go on after a full page, until the last sheet", () => {
		const full = pageOf(SHEETS_A_PAGE).sheets;
		expect(nextOffset(full, 0, 101)).toBe(100);
		expect(nextOffset(full, 0, 100)).toBeNull();
		expect(nextOffset(full.slice(1), 0, 500)).toBeNull();
	});
	it("are asked for again where something is still to come, and not where all is there", () => {
		const data = {
			pages: [pageOf(100), pageOf(100, { status: "pending" }), pageOf(40)],
			pageParams: [0, 100, 200],
		};
		expect(pagesToRefresh(data, 240)).toEqual([1]);
		expect(pagesToRefresh(data, 241)).toEqual([1, 2]);
		expect(countUnsettled(data)).toBe(100);
		expect(countUnsettled(undefined)).toBe(0);
		const after = withPage(data, 1, pageOf(100, { status: "failed" }).sheets);
		expect(pagesToRefresh(after, 240)).toEqual([]);
		expect(allSheets(after)).toHaveLength(240);
	});
	it("are asked for a few at a time", () => {
		const pages = Array.from({ length: 200 }, () => pageOf(100, { status: "processing" }));
		const pageParams = pages.map((_, index) => index * 100);
		expect(pagesToRefresh({ pages, pageParams }, 20_000)).toEqual([0, 1, 2]);
	});
	it.each([
		["all", "idle"],
		["failed", "fetching"],
		[{ group: "g" }, "idle"],
	] as const)("of %o, fetched before, are on coming back: %s", (choice, fetchStatus) => {
		const client = new QueryClient();
		const query = sheetsQuery("b", choice, 5);
		const page = { sheets: [aSheet()] };
		client.setQueryData(query.queryKey, { pages: [page], pageParams: [0] });
		const shown = new InfiniteQueryObserver(client, { ...query, queryFn: () => page });
		const leave = shown.subscribe(() => {});
		expect(shown.getCurrentResult()).toMatchObject({ isSuccess: true, fetchStatus });
		leave();
		client.clear();
	});
});

it("a batch is looked at again while it runs, less often when much is asked", () => {
	const running = { status: "processing", sheet_count: 10 } as const;
	expect(isRunning(running)).toBe(true);
	expect(batchPollMs(running, { failing: false })).toBe(1500);
	expect(batchPollMs({ ...running, sheet_count: 5000 }, { failing: false })).toBe(3000);
	expect(batchPollMs(running, { failing: false, beside: 19 })).toBe(6250);
	expect(batchPollMs(running, { failing: true })).toBe(10_000);
	for (const status of ["completed", "failed"] as const)
		expect(batchPollMs({ ...running, status }, { failing: false })).toBe(false);
});

it("a batch says how long it waited and took, as far as it is known", () => {
	expect(batchTimings(aBatch())).toEqual({ waited: null, took: null, perSheet: null });
	const done = aBatch({
		started_at: "2026-11-20T10:00:02.000Z",
		completed_at: "2026-11-20T10:00:12.000Z",
		...{ processed_count: 3, failed_count: 1 },
	});
	expect(batchTimings(done)).toEqual({ waited: 2, took: 10, perSheet: 2.5 });
	expect(batchTimings({ ...done, processed_count: 0, failed_count: 0 }).perSheet).toBeNull();
});

it("a batch shows its groups first where it has some, and failed sheets where there are any", () => {
	expect(viewsOf(aBatch())).toEqual(["all"]);
	expect(viewsOf(aBatch({ qr_mode: "split", failed_count: 1 }))).toEqual([
		...["groups", "all", "failed"],
	]);
	expect(readView("all", ["groups", "all"])).toBe("all");
	expect(readView("failed", ["groups", "all"])).toBe("groups");
	expect(readView(null, ["all"])).toBe("all");
});

describe("putting right", () => {
	const group = (id: string, code: string, count = 3) => ({
		...{ id, code, sheet_count: count, name: `${id}.jpg` },
	});
	it("is taken back by what was before", () => {
		const sheet = aSheet({ id: "s", group_id: "g" });
		const back = (correction: Parameters<typeof undoOf>[1], of = sheet, code = "") =>
			undoOf(of, correction, code).correction;
		expect(back({ group_id: "other" })).toEqual({ group_id: null });
		expect(back({ group_id: "other" }, { ...sheet, corrected: true })).toEqual({ group_id: "g" });
		expect(back({ card: true, code: "A" })).toEqual({ card: false });
		expect(back({ card: false }, sheet, "A")).toEqual({ card: true, code: "A" });
		expect(back({ code: "B" }, sheet, "A")).toEqual({ code: "A" });
	});
	it("takes the codes that the server takes", () => {
		expect(codeFrom("  Class A ")).toBe("Class A");
		expect(codeFrom("x".repeat(64))).toHaveLength(64);
		for (const bad of ["", "   ", "x".repeat(65), "a\u0007b", "a\u202eb"])
			expect(codeFrom(bad)).toBeNull();
	});
	it("begins where a code is there twice, was not read, or has no photo", () => {
		const marks = marksOf([
			...[group("a", "1"), group("b", "1", 1), group("c", "2")],
			...[group("d", "QR"), group("e", "QR")],
		]);
		expect(marks.get("a")).toEqual({ twice: true, empty: false, unread: false });
		expect(marks.get("b")).toEqual({ twice: true, empty: true, unread: false });
		expect(marks.get("c")).toEqual({ twice: false, empty: false, unread: false });
		expect(marks.get("d")).toEqual({ twice: false, empty: false, unread: true });
	});
	it("finds groups by a part of their code", () => {
		const groups = [group("a", "Class A"), group("b", "14900113")];
		expect(findGroups(groups, " class").map(({ id }) => id)).toEqual(["a"]);
		expect(findGroups(groups, "")).toHaveLength(2);
	});
	it("chooses all from one photo to another, in either direction", () => {
		const list = ["a", "b", "c", "d"].map((id) => ({ id }));
		expect(between(list, "c", "a").map(({ id }) => id)).toEqual(["a", "b", "c"]);
		expect(between(list, "b", "b").map(({ id }) => id)).toEqual(["b"]);
		expect(between(list, "elsewhere", "b")).toEqual([]);
	});
});

describe("figures", () => {
	const row = (day: string, fields: Partial<StatsDay> = {}): StatsDay => ({
		...{ day, strategy: "zip", batches: 1, sheets: 10, failed: 0 },
		...{ median_seconds: 0.5, p95_seconds: 1 },
		...fields,
	});
	const today = "2026-03-01";
	const rows = [
		row("2026-01-30", { sheets: 999 }),
		row("2026-01-31", { sheets: 5 }),
		row("2026-02-28", { strategy: "images", failed: 5, median_seconds: null, p95_seconds: null }),
		row("2026-02-28", { batches: 3, sheets: 30, failed: 1, median_seconds: 0.25 }),
	];
	it("have every one of 30 days, also across months", () => {
		const days = daysUntil(today);
		expect([days[0], days.at(-2), days.at(-1), days.length]).toEqual([
			...["2026-01-31", "2026-02-28", "2026-03-01", 30],
		]);
	});
	it("add up what came in different ways, and leave out what is older", () => {
		const days = byDay(rows, today);
		expect(days).toHaveLength(30);
		expect(days.at(-2)).toEqual({
			...{ day: "2026-02-28", batches: 4, sheets: 40, failed: 6, rate: 0.15 },
		});
		expect(days.at(-1)).toMatchObject({ sheets: 0, rate: null });
		expect(totalsOf(days)).toEqual({ batches: 5, sheets: 45, failed: 6, rate: 6 / 45 });
		expect(mostOf(days, "sheets")?.day).toBe("2026-02-28");
		expect(mostOf(byDay([], today), "rate")).toBeNull();
		expect(totalsOf(byDay([], today)).rate).toBeNull();
	});
	it("tell the ways apart", () => {
		expect(countByStrategy(rows, today)).toEqual([
			{ strategy: "zip_qr", batches: 0 },
			{ strategy: "zip", batches: 4 },
			{ strategy: "images", batches: 1 },
		]);
		expect(rangeOfTimes(timesOf(rows, "zip", today))).toEqual({ low: 0.25, high: 0.5, slowest: 1 });
		expect(rangeOfTimes(timesOf(rows, "images", today))).toBeNull();
	});
});

it("reads the errors of every family", () => {
	const batches = errorFrom(409, '{"detail": "Nothing failed", "code": "NOTHING_TO_RETRY"}');
	expect([batches.code, batches.message]).toEqual(["NOTHING_TO_RETRY", "Nothing failed"]);
	const photos = errorFrom(404, '{"error": "EVENT_NOT_FOUND", "message": "No", "details": "more"}');
	expect([photos.code, photos.message, photos.details]).toEqual(["EVENT_NOT_FOUND", "No", "more"]);
	expect(errorFrom(502, "<html>").code).toBe("UNAVAILABLE");
});
