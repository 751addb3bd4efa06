/** `PATCH /api/batches/{id}/sheets/{sheetId}`: people correct where the reading of codes erred. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import {
	correctSheet,
	groupsOf,
	imagesOf,
	pagesShowing,
	positionsOf,
	sendSheets,
	sentAndDone,
	somePages,
	statusOfBatch,
	TASK,
} from "#tests/support/sheets.ts";

/** Well-formed, and nobody's. */
const NOBODY = "019a0000-0000-7000-8000-000000000000";
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
const correct = (batch: Json, position: number, said: unknown, api = owner) =>
	correctSheet(api, batch, position, said);

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
		const stranger = await correct(another, 0, { code: "C" }, new Api(served.server.url));
		expect([stranger.status, stranger.body.code]).toEqual([401, "UNAUTHENTICATED"]);
		const theirs = await correct(another, 0, { code: "C" }, served.other);
		expect([theirs.status, theirs.body.code]).toEqual([404, "BATCH_NOT_FOUND"]);
		const key = await aKey(served, ["batches:read"]);
		const read = await correct(another, 0, { code: "C" }, key);
		expect([read.status, read.body.code]).toEqual([403, "INSUFFICIENT_SCOPE"]);
		expect(groupsOf(await statusOf(another.batch_uuid))).toEqual([["A", 2]]);
		expect((await correct(another, 0, { code: "C" }, served.admin)).status).toBe(200);
	});

	it("where there are no groups, and before the batch is done", async () => {
		const plain = await sentAndDone(owner, { task_id: TASK }, imagesOf(await somePages(1)));
		const reply = await correct(plain, 0, { card: true, code: "A" });
		expect([reply.status, reply.body.code]).toEqual([409, "BATCH_NOT_SPLIT"]);
		await served.server.killWorker();
		const { body } = await sendSheets(owner, SPLIT, imagesOf(await somePages(2)));
		const early = await correct(await statusOf(body.batch_id), 0, { card: true, code: "A" });
		expect([early.status, early.body.code]).toEqual([409, "BATCH_NOT_DONE"]);
		await served.server.startWorker();
	});
});
