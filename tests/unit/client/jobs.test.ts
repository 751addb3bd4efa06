import { describe, expect, it } from "vitest";
import { splitQuiet, totalsOf } from "#lib/client/job-figures.ts";
import { FAILED_A_PAGE, jobsPath, readJobsView, subjectPath } from "#lib/client/jobs-view.ts";
import { deliveriesPollMs, jobsPollMs } from "#lib/client/polling.ts";
import { subjectOf } from "#lib/operations/jobs.policy.ts";

const aKind = (name: string, counts: Record<string, number> = {}) => ({
	...{ name, waiting: 0, scheduled: 0, running: 0, failed: 0, oldest_waiting_since: null },
	...counts,
});

describe("figures of the queue", () => {
	const jobs = [
		aKind("a"),
		aKind("b", { waiting: 2 }),
		aKind("c", { failed: 1, running: 1 }),
		aKind("d", { scheduled: 5 }),
		aKind("e", { running: 3, waiting: 4 }),
		aKind("f", { failed: 7 }),
	];
	it("are summed", () => {
		expect(totalsOf(jobs)).toEqual({ running: 4, waiting: 6, scheduled: 5, failed: 8 });
		expect(totalsOf([])).toEqual({ running: 0, waiting: 0, scheduled: 0, failed: 0 });
	});
	it("have what failed first, then what is most, and count the quiet", () => {
		const { busy, quiet } = splitQuiet(jobs);
		expect(busy.map(({ name }) => name)).toEqual(["f", "c", "e", "b", "d"]);
		expect(quiet).toBe(1);
	});
});

describe("the address of failed jobs", () => {
	it("says which, and is read again", () => {
		for (const view of [
			{ name: null, page: 1 },
			{ name: "media-render", page: 1 },
			{ name: "media-render", page: 3 },
			{ name: null, page: 2 },
		]) {
			const query = new URL(jobsPath(view), "http://x").searchParams;
			expect(readJobsView(Object.fromEntries(query))).toEqual(view);
		}
		expect(jobsPath({ name: null, page: 1 })).toBe("/admin/jobs");
	});
	it("is read as the first page where it makes no sense", () => {
		for (const page of ["0", "-1", "1.5", "x", "", ["1", "2"], undefined])
			expect(readJobsView({ page }).page).toBe(1);
		expect(readJobsView({ name: ["a", "b"] }).name).toBeNull();
		// The API takes no offset above a million.
		const { page } = readJobsView({ page: "999999999" });
		expect((page - 1) * FAILED_A_PAGE).toBeLessThanOrEqual(1_000_000);
	});
});

describe("what a job is about", () => {
	const ID = "019a9b3d-2d43-7c77-9f5a-9e0f1a2b3c4d";
	it("is in its payload", () => {
		expect(subjectOf({ mediaId: ID })).toEqual({ kind: "media", id: ID });
		expect(subjectOf({ eventId: ID })).toEqual({ kind: "event", id: ID });
		expect(subjectOf({ batchId: ID })).toEqual({ kind: "batch", id: ID });
		expect(subjectOf({ deliveryId: ID, tries: 3 })).toEqual({ kind: "webhook", id: ID });
		const recognition = "20261120_100000_0001";
		expect(subjectOf({ batchId: recognition })).toEqual({ kind: "recognition", id: recognition });
	});
	it("is nothing where it says nothing of use", () => {
		for (const payload of [{}, { mediaIds: [ID] }, { mediaId: "x" }, { eventId: 3 }, { other: ID }])
			expect(subjectOf(payload)).toBeNull();
	});
	it("is looked at in its batch, in its event, in its recognition, or nowhere", () => {
		const about = { kind: "media" as const, name: null };
		const nowhere = { event_id: null, batch_id: null, recognition_id: null };
		expect(subjectPath({ ...about, ...nowhere })).toBeNull();
		expect(subjectPath({ ...about, ...nowhere, event_id: "e" })).toBe("/events/e");
		expect(subjectPath({ ...about, ...nowhere, event_id: "e", batch_id: "b" })).toBe("/batches/b");
		expect(subjectPath({ ...about, ...nowhere, recognition_id: "r" })).toBe("/recognition/r");
	});
});

describe("how soon to look again", () => {
	it("at jobs: soon while there is work, and always at some time", () => {
		expect(jobsPollMs(undefined, { failing: false })).toBe(10_000);
		expect(jobsPollMs([aKind("a", { failed: 3 })], { failing: false })).toBe(10_000);
		expect(jobsPollMs([aKind("a"), aKind("b", { waiting: 1 })], { failing: false })).toBe(2000);
		expect(jobsPollMs([aKind("a", { running: 1 })], { failing: true })).toBe(10_000);
	});
	it("at deliveries: when the next try is due, and not at all where none is", () => {
		const now = Date.parse("2026-11-20T10:00:00Z");
		const after = (ms: number) => new Date(now + ms).toISOString();
		const waiting = (ms: number) => ({ state: "waiting" as const, next_try_at: after(ms) });
		const done = { state: "delivered" as const, next_try_at: null };
		const look = (deliveries: Parameters<typeof deliveriesPollMs>[0], pages = 1) =>
			deliveriesPollMs(deliveries, { failing: false, pages, now });
		expect(look([])).toBe(false);
		expect(look([done, { state: "failed", next_try_at: null }])).toBe(false);
		expect(look([waiting(-5000), done])).toBe(1500);
		expect(look([waiting(60_000 * 30), waiting(8000)])).toBe(8000);
		expect(look([waiting(3600_000)])).toBe(60_000);
		expect(look([waiting(0)], 4)).toBe(6000);
		expect(deliveriesPollMs([waiting(0)], { failing: true, pages: 1, now })).toBe(10_000);
	});
});
