/** `qr_mode=split`: every sheet that shows a code opens a group, up to the next. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api, Json } from "#tests/support/api.ts";
import { type Served, startWithPeople } from "#tests/support/people.ts";
import {
	brokenPage,
	groupsOf,
	imagesOf,
	pagesShowing,
	positionsOf,
	sendSheets,
	sentAndDone,
	somePages,
	statusOfBatch,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

const SPLIT = { qr_mode: "split" };
let served: Served;
let owner: Api;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(() => served?.server.stop());

const statusOf = (id: string, query = "") => statusOfBatch(owner, id, query);
const split = async (codes: readonly (string | null)[]) =>
	sentAndDone(owner, SPLIT, imagesOf(await pagesShowing(codes)));

describe("a ZIP that is split", () => {
	const codes = [null, "A-17", null, null, "=1+1", "14900113", null];
	let batch: Json;
	beforeAll(async () => {
		const pages = await pagesShowing(codes);
		batch = await sentAndDone(owner, SPLIT, [zipOf(pages.toReversed())]);
	});

	it("opens a group at every sheet that shows a code", () => {
		expect(batch).toMatchObject({
			...{ status: "completed", strategy: "zip_qr", qr_mode: "split", task_id: null },
			...{ event_id: null, error: null, sheet_count: 7, processed_count: 7, ungrouped_count: 1 },
		});
		const ids = batch.sheets.map(({ id }: Json) => id);
		expect(batch.groups).toEqual([
			{ id: ids[1], code: "A-17", sheet_count: 3, name: "page2.jpg" },
			{ id: ids[4], code: "=1+1", sheet_count: 1, name: "page5.jpg" },
			{ id: ids[5], code: "14900113", sheet_count: 2, name: "page6.jpg" },
		]);
		const places = batch.sheets.map(({ card, group_id }: Json) => [card, ids.indexOf(group_id)]);
		expect(places).toEqual([
			...[
				[false, -1],
				[true, 1],
				[false, 1],
				[false, 1],
				[true, 4],
				[true, 5],
				[false, 5],
			],
		]);
		expect(batch.sheets.some(({ corrected }: Json) => corrected)).toBe(false);
	});

	it("is read by group, and by page within a group", async () => {
		const [first] = batch.groups;
		const id = batch.batch_uuid;
		expect(positionsOf(await statusOf(id, `?group=${first.id}`))).toEqual([1, 2, 3]);
		expect(positionsOf(await statusOf(id, `?group=${first.id}&limit=1&offset=1`))).toEqual([2]);
		expect(positionsOf(await statusOf(id, "?group=none"))).toEqual([0]);
		expect(positionsOf(await statusOf(id, `?group=${batch.sheets[2].id}`))).toEqual([]);
		expect(positionsOf(await statusOf(id, `?group=${id}`))).toEqual([]);
		expect(positionsOf(await statusOf(id, "?failed=true"))).toEqual([]);
		expect((await statusOf(id, `?group=${first.id}&limit=1`)).groups).toEqual(batch.groups);
		for (const query of ["?group=A-17", "?group=", "?failed=perhaps"])
			expect((await owner.get(`/api/batches/${id}/status${query}`)).status).toBe(400);
	});

	it("is exported with its groups, harmless to spreadsheets", async () => {
		const csv = await owner.get(`/api/batches/${batch.batch_uuid}/export?format=csv`);
		const rows = (csv.body as string).trim().split("\r\n");
		expect(rows.map((row) => row.split(",").at(-1))).toEqual([
			...["group", "", "A-17", "A-17", "A-17", "'=1+1", "14900113", "14900113"],
		]);
		const json = await owner.get(`/api/batches/${batch.batch_uuid}/export?format=json`);
		expect(json.body.sheets.map(({ group }: Json) => group)).toEqual([
			...[null, "A-17", "A-17", "A-17", "=1+1", "14900113", "14900113"],
		]);
	});

	it("says so in the list", async () => {
		const { batches } = (await owner.get("/api/batches")).body as Json;
		const listed = batches.find(({ batch_uuid }: Json) => batch_uuid === batch.batch_uuid);
		expect(listed).toMatchObject({ qr_mode: "split", event_id: null });
	});
});

describe("splitting", () => {
	it("needs no code, no task id and no ZIP", async () => {
		const batch = await split([null, null]);
		expect(batch).toMatchObject({
			...{ status: "completed", strategy: "images", qr_mode: "split", task_id: null },
			...{ groups: [], ungrouped_count: 2 },
		});
	});

	it("keeps a task id that is given, and asks for none on the first sheet", async () => {
		const fields = { ...SPLIT, has_qr: "true", task_id: TASK };
		const batch = await sentAndDone(owner, fields, [zipOf(await pagesShowing([null, "B"]))]);
		expect(batch).toMatchObject({ status: "completed", task_id: TASK, ungrouped_count: 1 });
		expect(groupsOf(batch)).toEqual([["B", 1]]);
	});

	it("cuts a code that is longer than a title", async () => {
		const address = `https://example.org/${"x".repeat(80)}`;
		const batch = await split([address]);
		expect(batch.groups[0].code).toBe(`${address.slice(0, 63)}…`);
		expect(batch.sheets[0].qr).toEqual([address]);
	});

	it("leaves a sheet that failed where it stands, and finds it", async () => {
		const pages = await pagesShowing(["A", null, null]);
		(pages[1] as ZipMember).bytes = await brokenPage();
		const batch = await sentAndDone(owner, SPLIT, imagesOf(pages));
		expect(batch).toMatchObject({ status: "completed", failed_count: 1 });
		expect(groupsOf(batch)).toEqual([["A", 3]]);
		expect(positionsOf(await statusOf(batch.batch_uuid, "?failed=true"))).toEqual([1]);
		const failed = `?failed=true&group=${batch.groups[0].id}`;
		expect(positionsOf(await statusOf(batch.batch_uuid, failed))).toEqual([1]);
		expect(positionsOf(await statusOf(batch.batch_uuid, "?failed=false&group=none"))).toEqual([]);
	});

	it("is not what happens unless it is asked for", async () => {
		const images = imagesOf(await pagesShowing(["A", null]));
		const batch = await sentAndDone(owner, { task_id: TASK }, images);
		expect(batch).toMatchObject({ qr_mode: "first", groups: [], ungrouped_count: 0 });
		expect(batch.sheets[0]).toMatchObject({ card: false, group_id: null, corrected: false });
		expect(positionsOf(await statusOf(batch.batch_uuid, "?group=none"))).toEqual([0, 1]);
		const id = batch.sheets[0].id;
		expect(positionsOf(await statusOf(batch.batch_uuid, `?group=${id}`))).toEqual([]);
	});

	it.each([
		["in a way that is none", { qr_mode: "every" }, /qr_mode/],
		["with a task id of 7 digits", { ...SPLIT, task_id: "1490011" }, /exactly 8 digits/],
	])("%s is refused, and nothing stays", async (_, fields, detail) => {
		const before = await uploadedFiles(served.server.dataDir);
		const reply = await sendSheets(owner, fields, imagesOf(await somePages(1)));
		expect([reply.status, reply.body]).toEqual([
			...[400, { code: "VALIDATION_ERROR", detail: expect.stringMatching(detail) }],
		]);
		expect(await uploadedFiles(served.server.dataDir)).toEqual(before);
	});
});
