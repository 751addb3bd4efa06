/** `qr_mode=split`: every sheet that shows a code opens a group, and people correct where it erred. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import {
	brokenPage,
	imagesOf,
	pagesShowing,
	sendSheets,
	sentAndDone,
	somePages,
	statusOfBatch,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

/** Well-formed, and nobody's. */
const NOBODY = "019a0000-0000-7000-8000-000000000000";
const SPLIT = { qr_mode: "split" };
let server: TestServer;
let owner: Api;
let other: Api;
let admin: Api;

beforeAll(async () => {
	server = await startServer({ env: { REGISTRATION: "1" } });
	const anyone = new Api(server.url);
	owner = await anyone.photographer();
	admin = await anyone.admin();
	other = await anyone.register("another");
});
afterAll(() => server?.stop());

const statusOf = (id: string, query = "") => statusOfBatch(owner, id, query);
const groupsOf = ({ groups }: Json) =>
	groups.map(({ code, sheet_count }: Json) => [code, sheet_count]);
const positionsOf = ({ sheets }: Json) => sheets.map(({ position }: Json) => position);
const split = async (codes: readonly (string | null)[]) =>
	sentAndDone(owner, SPLIT, imagesOf(await pagesShowing(codes)));
const correct = (batch: Json, position: number, said: unknown, api = owner) =>
	api.patch(`/api/batches/${batch.batch_uuid}/sheets/${batch.sheets[position].id}`, said);

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
		const before = await uploadedFiles(server.dataDir);
		const reply = await sendSheets(owner, fields, imagesOf(await somePages(1)));
		expect([reply.status, reply.body]).toEqual([
			...[400, { code: "VALIDATION_ERROR", detail: expect.stringMatching(detail) }],
		]);
		expect(await uploadedFiles(server.dataDir)).toEqual(before);
	});
});

describe("a correction", () => {
	it("marks a missed card, and takes it back", async () => {
		const batch = await split([null, "A", null, null]);
		const marked = await correct(batch, 2, { card: true, code: "  Meja 7 " });
		expect(marked.status).toBe(200);
		expect(marked.body).toMatchObject({
			...{ id: batch.sheets[2].id, position: 2, name: "page3.jpg", status: "processed", qr: [] },
			...{ card: true, corrected: true, group_id: batch.sheets[2].id },
		});
		const after = await statusOf(batch.batch_uuid);
		expect(groupsOf(after)).toEqual([
			["A", 1],
			["Meja 7", 2],
		]);
		expect(after.sheets[2]).toEqual({ ...marked.body, renditions: expect.anything() });
		const again = await correct(batch, 2, { card: true, code: "Meja 7" });
		expect(again.body).toMatchObject({ card: true, corrected: true });
		const back = await correct(batch, 2, { card: false });
		expect(back.body).toMatchObject({
			card: false,
			corrected: false,
			group_id: batch.sheets[1].id,
		});
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([["A", 3]]);
	});

	it("types in a code, and the export has it", async () => {
		const batch = await split(["A", null]);
		const typed = await correct(batch, 0, { code: "@B" });
		expect(typed.body).toMatchObject({ card: true, corrected: true, qr: ["A"] });
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([["@B", 2]]);
		const csv = (await owner.get(`/api/batches/${batch.batch_uuid}/export`)).body as string;
		expect(csv.trim().split("\r\n")[2]).toMatch(/,'@B$/);
		expect((await correct(batch, 0, { code: "A" })).body).toMatchObject({ corrected: false });
	});

	it("says that a sheet is no card: its photos go to the group before", async () => {
		const batch = await split(["A", null, "B", null]);
		const said = await correct(batch, 2, { card: false });
		expect(said.body).toMatchObject({ card: false, corrected: true, group_id: batch.sheets[0].id });
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([["A", 4]]);
		// And the first of all: into none.
		await correct(batch, 0, { card: false });
		expect(await statusOf(batch.batch_uuid)).toMatchObject({ groups: [], ungrouped_count: 4 });
	});

	it("moves a photo to another group, where it stays, and puts it back", async () => {
		const batch = await split(["A", null, "B", null]);
		const [a, photo, b] = batch.sheets;
		const moved = await correct(batch, 1, { group_id: b.id });
		expect(moved.body).toMatchObject({ card: false, corrected: true, group_id: b.id });
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([
			["A", 1],
			["B", 3],
		]);
		expect(positionsOf(await statusOf(batch.batch_uuid, `?group=${b.id}`))).toEqual([1, 2, 3]);
		// When that group is none after all, it goes where the others of it go.
		await correct(batch, 2, { card: false });
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([["A", 4]]);
		await correct(batch, 2, { card: true, code: "B" });
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual([
			["A", 1],
			["B", 3],
		]);
		const back = await correct(batch, 1, { group_id: null });
		expect(back.body).toMatchObject({ id: photo.id, corrected: false, group_id: a.id });
	});

	it("of each sheet at once is kept", async () => {
		const batch = await split([...Array(8)].map(() => null));
		const replies = await Promise.all(
			batch.sheets.map((_: Json, n: number) => correct(batch, n, { card: true, code: `C${n}` })),
		);
		expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
		const codes = Array.from({ length: 8 }, (_, n) => [`C${n}`, 1]);
		expect(groupsOf(await statusOf(batch.batch_uuid))).toEqual(codes);
	});

	it("of one sheet at once leaves one of them", async () => {
		const batch = await split([null, null]);
		const codes = ["A", "B", "C", "D"];
		const replies = await Promise.all(codes.map((code) => correct(batch, 0, { card: true, code })));
		expect(replies.map(({ status }) => status)).toEqual(Array(4).fill(200));
		const { groups } = await statusOf(batch.batch_uuid);
		expect(groups).toHaveLength(1);
		expect(codes).toContain(groups[0].code);
	});
});

describe("a correction is refused", () => {
	let batch: Json;
	let another: Json;
	beforeAll(async () => {
		batch = await split(["A", null, "B"]);
		another = await split(["A", null]);
	});

	it.each([
		["nothing", 1, {}, 422, "INVALID_CORRECTION"],
		["a card without a code", 1, { card: true }, 400, "VALIDATION_ERROR"],
		["an empty code", 0, { code: " " }, 400, "VALIDATION_ERROR"],
		["a code of 65 characters", 0, { code: "x".repeat(65) }, 400, "VALIDATION_ERROR"],
		["a code that cannot be seen", 0, { code: "a\u0007" }, 400, "VALIDATION_ERROR"],
		["a code with a NUL", 0, { code: "a\u0000" }, 400, "VALIDATION_ERROR"],
		["two things", 1, { card: false, group_id: null }, 400, "VALIDATION_ERROR"],
		["an unknown field", 1, { card: false, note: "x" }, 400, "VALIDATION_ERROR"],
		["a group that is no id", 1, { group_id: "A" }, 400, "VALIDATION_ERROR"],
		["no object", 1, [], 400, "VALIDATION_ERROR"],
		["a code on what is no card", 1, { code: "C" }, 422, "INVALID_CORRECTION"],
		["a group that nobody has", 1, { group_id: NOBODY }, 422, "INVALID_CORRECTION"],
	] as const)("for %s", async (_, position, said, status, code) => {
		const reply = await correct(batch, position, said);
		expect([reply.status, reply.body]).toEqual([status, { detail: expect.any(String), code }]);
	});

	it("for a group that is a photo, another batch's, or a card's own move", async () => {
		const ids = [batch.sheets[1].id, another.sheets[0].id];
		for (const group_id of ids)
			expect((await correct(batch, 1, { group_id })).body.code).toBe("INVALID_CORRECTION");
		const own = await correct(batch, 0, { group_id: batch.sheets[2].id });
		expect([own.status, own.body.code]).toEqual([422, "INVALID_CORRECTION"]);
		expect(await statusOf(batch.batch_uuid)).toMatchObject({ groups: batch.groups });
	});

	it("for a sheet of another batch, and for none", async () => {
		const path = (batchId: string, id: string) => `/api/batches/${batchId}/sheets/${id}`;
		for (const id of [another.sheets[0].id, NOBODY, "nonsense"]) {
			const reply = await owner.patch(path(batch.batch_uuid, id), { code: "C" });
			expect([reply.status, reply.body]).toEqual([
				...[404, { detail: "Sheet not found", code: "SHEET_NOT_FOUND" }],
			]);
		}
		for (const id of [NOBODY, "nonsense"]) {
			const reply = await owner.patch(path(id, batch.sheets[0].id), { code: "C" });
			expect([reply.status, reply.body.code]).toEqual([404, "BATCH_NOT_FOUND"]);
		}
	});

	it("to who may not: strangers, others, keys that only read; an admin may", async () => {
		const stranger = await correct(another, 0, { code: "C" }, new Api(server.url));
		expect([stranger.status, stranger.body.code]).toEqual([401, "UNAUTHENTICATED"]);
		const theirs = await correct(another, 0, { code: "C" }, other);
		expect([theirs.status, theirs.body.code]).toEqual([404, "BATCH_NOT_FOUND"]);
		const made = await owner.post("/api/keys", { name: "k", scopes: ["batches:read"] });
		const key = new Api(server.url, { "x-api-key": made.body.key });
		const read = await correct(another, 0, { code: "C" }, key);
		expect([read.status, read.body.code]).toEqual([403, "INSUFFICIENT_SCOPE"]);
		expect(groupsOf(await statusOf(another.batch_uuid))).toEqual([["A", 2]]);
		expect((await correct(another, 0, { code: "C" }, admin)).status).toBe(200);
	});

	it("where there are no groups, and before the batch is done", async () => {
		const plain = await sentAndDone(owner, { task_id: TASK }, imagesOf(await somePages(1)));
		const reply = await correct(plain, 0, { card: true, code: "A" });
		expect([reply.status, reply.body.code]).toEqual([409, "BATCH_NOT_SPLIT"]);
		await server.killWorker();
		const { body } = await sendSheets(owner, SPLIT, imagesOf(await somePages(2)));
		const early = await correct(await statusOf(body.batch_id), 0, { card: true, code: "A" });
		expect([early.status, early.body.code]).toEqual([409, "BATCH_NOT_DONE"]);
		await server.startWorker();
	});
});
