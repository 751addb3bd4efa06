/** Batches once they are there: who may see, list, export and delete them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type FileOf, type Json } from "#tests/support/api.ts";
import { type Served, startWithPeople } from "#tests/support/people.ts";
import {
	sendSheets,
	settledBatch,
	somePages,
	statusOfBatch,
	TASK,
	zipOf,
} from "#tests/support/sheets.ts";
import { storedFiles } from "#tests/support/storage.ts";

let served: Served;
let owner: Api;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(() => served?.server.stop());

const send = (fields: Record<string, string>, files: FileOf[]) => sendSheets(owner, fields, files);
const settled = (id: string) => settledBatch(owner, id);
const statusOf = (id: string) => statusOfBatch(owner, id);

describe("who may do what", () => {
	let batchId: string;
	beforeAll(async () => {
		const text = { name: "a.txt", bytes: Buffer.from("no page") };
		const empty = await send({ task_id: TASK }, [zipOf([text])]);
		expect((await settled(empty.body.batch_id)).status).toBe("failed");
		const { body } = await send({ task_id: TASK }, [zipOf(await somePages(2))]);
		batchId = body.batch_id;
		await settled(batchId);
	});
	const paths = () => ["progress", "status", "export"].map((p) => `/api/batches/${batchId}/${p}`);

	it("strangers are asked to sign in, in the family's form", async () => {
		const stranger = new Api(served.server.url);
		for (const path of [...paths(), "/api/batches", "/api/batches/stats"]) {
			const { status, body } = await stranger.get(path);
			expect([status, body]).toEqual([401, { detail: "Please sign in", code: "UNAUTHENTICATED" }]);
		}
	});

	it("another user is told of nothing; admins see all", async () => {
		for (const path of paths()) {
			const { status, body } = await served.other.get(path);
			expect([status, body]).toEqual([404, { detail: "Batch not found", code: "BATCH_NOT_FOUND" }]);
			expect((await served.admin.get(path)).status).toBe(200);
		}
		expect((await served.other.delete(`/api/batches/${batchId}`)).status).toBe(404);
		expect((await owner.get("/api/batches/nonsense/progress")).status).toBe(404);
	});

	it("the list is the caller's own, newest first, by page and status", async () => {
		const mine = (await owner.get("/api/batches/?limit=3&offset=0")).body as Json;
		expect(mine).toMatchObject({ limit: 3, offset: 0 });
		expect(mine.batches[0].batch_uuid).toBe(batchId);
		expect((await served.other.get("/api/batches")).body).toMatchObject({ total: 0, batches: [] });
		expect((await served.admin.get("/api/batches")).body.total).toBe(mine.total);
		const failed = (await owner.get("/api/batches?status=failed")).body as Json;
		expect(failed.total).toBe(1);
		expect(failed.batches.every(({ status }: Json) => status === "failed")).toBe(true);
		const counts = await Promise.all(
			["uploaded", "processing", "completed", "failed"].map(
				async (status) => (await owner.get(`/api/batches?status=${status}`)).body.total as number,
			),
		);
		expect(counts.reduce((sum, count) => sum + count)).toBe(mine.total);
		for (const query of ["?limit=0", "?offset=-1", "?status=nothing"])
			expect((await owner.get(`/api/batches${query}`)).status).toBe(400);
	});

	it("the export has a row a sheet", async () => {
		const csv = await owner.get(`/api/batches/${batchId}/export?format=csv`);
		expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
		const lines = (csv.body as string).trim().split("\r\n");
		expect(lines).toHaveLength(3);
		expect(lines[1]).toMatch(/^1,page1\.jpg,processed,,\d+,300,400,,14900113,/);
		const json = await owner.get(`/api/batches/${batchId}/export?format=json`);
		expect(json.body.sheets).toHaveLength(2);
	});

	it("the figures are by day and strategy", async () => {
		const { days } = (await owner.get("/api/batches/stats")).body as Json;
		// Of two days, where midnight was between them.
		const zips = days.filter(({ strategy }: Json) => strategy === "zip") as Json[];
		const sum = (field: string) => zips.reduce((all, day) => all + day[field], 0);
		expect(["batches", "sheets", "failed"].map(sum)).toEqual([2, 2, 0]);
		expect(sum("median_seconds")).toBeGreaterThan(0);
		expect((await served.other.get("/api/batches/stats")).body).toEqual({ days: [] });
	});

	it("owners may not delete, admins may: rows and files are gone", async () => {
		const refused = await owner.delete(`/api/batches/${batchId}`);
		expect([refused.status, refused.body.code]).toEqual([403, "FORBIDDEN"]);
		const { sheets } = await statusOf(batchId);
		expect((await served.admin.delete(`/api/batches/${batchId}`)).status).toBe(204);
		expect((await owner.get(`/api/batches/${batchId}/progress`)).status).toBe(404);
		expect((await served.admin.delete(`/api/batches/${batchId}`)).status).toBe(404);
		const ids = [batchId, ...sheets.map(({ id }: Json) => id)];
		const left = () => storedFiles(served.server.dataDir);
		await eventually(left, (files) => !files.some((file) => ids.some((id) => file.includes(id))));
	});

	it("a batch that is being processed stops when it is deleted", async () => {
		const { body } = await send({ task_id: TASK }, [zipOf(await somePages(30))]);
		const progress = async () =>
			(await owner.get(`/api/batches/${body.batch_id}/progress`)).body as Json;
		await eventually(progress, ({ processed_count }) => processed_count >= 2);
		const { sheets } = await statusOf(body.batch_id);
		expect((await served.admin.delete(`/api/batches/${body.batch_id}`)).status).toBe(204);
		const ids = [body.batch_id, ...sheets.map(({ id }: Json) => id)];
		const left = () => storedFiles(served.server.dataDir);
		await eventually(left, (files) => !files.some((file) => ids.some((id) => file.includes(id))));
		// The worker is well, and does the next.
		const next = await send({ task_id: TASK }, [zipOf(await somePages(2))]);
		expect(await settled(next.body.batch_id)).toMatchObject({ status: "completed" });
	});
});
