/** `POST /api/batches/{id}/retry`: what failed is tried again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import {
	brokenPage,
	correctSheet,
	groupsOf,
	imagesOf,
	noPage,
	pagesShowing,
	sendSheets,
	sentAndDone,
	settledBatch,
	somePages,
	statusOfBatch,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";

let served: Served;
let owner: Api;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(() => served?.server.stop());

const retry = (id: string, api = owner) => api.post(`/api/batches/${id}/retry`);
const progressOf = async (id: string): Promise<Json> =>
	(await owner.get(`/api/batches/${id}/progress`)).body;

/** Four sheets in a ZIP: good, unreadable, never a file, good. */
async function aBatchWithFailures(): Promise<Json> {
	const pages = await somePages(4);
	(pages[1] as ZipMember).bytes = await brokenPage();
	(pages[2] as ZipMember).bytes = noPage();
	const batch = await sentAndDone(owner, { task_id: TASK }, [zipOf(pages)]);
	expect(batch).toMatchObject({ status: "completed", processed_count: 2, failed_count: 2 });
	return batch;
}

it("tries every failed sheet again, and leaves the others", async () => {
	const batch = await aBatchWithFailures();
	const id = batch.batch_uuid;
	const reply = await retry(id);
	expect([reply.status, reply.body]).toEqual([202, { batch_id: id, retried: 2 }]);
	const done = await settledBatch(owner, id);
	expect(done).toMatchObject({ status: "completed", sheet_count: 4, progress_percentage: 100 });
	expect(done).toMatchObject({ processed_count: 2, failed_count: 2 });
	expect(done.completed_at > batch.completed_at).toBe(true);
	const after = await statusOfBatch(owner, id);
	expect(after.sheets.map(({ position, status }: Json) => [position, status])).toEqual([
		...[
			[0, "processed"],
			[1, "failed"],
			[2, "failed"],
			[3, "processed"],
		],
	]);
	expect(after.sheets[0]).toEqual({ ...batch.sheets[0], renditions: expect.anything() });
	expect(after.sheets[2].error).toBe(batch.sheets[2].error);
	expect((await retry(id)).body).toEqual({ batch_id: id, retried: 2 });
	await settledBatch(owner, id);
});

it("is done once, however often it is asked for at once; meanwhile the batch is processing", async () => {
	const { batch_uuid: id } = await aBatchWithFailures();
	await served.server.killWorker();
	const replies = await Promise.all([retry(id), retry(id), retry(id), retry(id)]);
	expect(replies.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409]);
	for (const { status, body } of replies)
		if (status === 409)
			expect(body).toEqual({ detail: expect.any(String), code: "BATCH_NOT_DONE" });
	expect(await progressOf(id)).toMatchObject({
		...{ status: "processing", sheet_count: 4, processed_count: 2, failed_count: 0 },
		...{ progress_percentage: 50, completed_at: null },
	});
	await served.server.startWorker();
	expect(await settledBatch(owner, id)).toMatchObject({ processed_count: 2, failed_count: 2 });
});

it("reads the code of the first sheet again, where that was missing", async () => {
	const pages = await somePages(3);
	(pages[2] as ZipMember).bytes = await brokenPage();
	const { body } = await sendSheets(owner, { has_qr: "true" }, [zipOf(pages)]);
	const id = body.batch_id;
	const isRead = ({ processed_count, failed_count }: Json) => processed_count + failed_count === 3;
	await eventually(() => progressOf(id), isRead);
	expect((await retry(id)).body).toEqual({ batch_id: id, retried: 2 });
	await eventually(() => progressOf(id), isRead);
	const detail = await eventually(
		() => statusOfBatch(owner, id),
		({ status }) => status === "failed",
	);
	expect(detail).toMatchObject({
		...{ processed_count: 2, failed_count: 1, error: { code: "QR_NOT_FOUND" } },
	});
	expect(detail.sheets[0]).toMatchObject({ status: "processed", renditions: { small: {} } });
});

it("keeps what was said of a sheet that is unpacked again", async () => {
	const pages = await pagesShowing(["A", null, null, null]);
	(pages[2] as ZipMember).bytes = noPage();
	const batch = await sentAndDone(owner, { qr_mode: "split" }, [zipOf(pages)]);
	const said = { card: true, code: "B" };
	expect((await correctSheet(owner, batch, 2, said)).status).toBe(200);
	expect((await retry(batch.batch_uuid)).body.retried).toBe(1);
	await settledBatch(owner, batch.batch_uuid);
	const after = await statusOfBatch(owner, batch.batch_uuid);
	expect(groupsOf(after)).toEqual([
		["A", 2],
		["B", 2],
	]);
	expect(after.groups[1].id).toBe(after.sheets[2].id);
});

describe("is refused", () => {
	it("where nothing failed, and where nothing could be opened", async () => {
		const good = await sentAndDone(owner, { task_id: TASK }, imagesOf(await somePages(1)));
		const text = { name: "a.txt", bytes: Buffer.from("no page") };
		const empty = await sentAndDone(owner, { task_id: TASK }, [zipOf([text])]);
		expect(empty.status).toBe("failed");
		for (const { batch_uuid } of [good, empty]) {
			const { status, body } = await retry(batch_uuid);
			expect([status, body.code]).toEqual([409, "NOTHING_TO_RETRY"]);
		}
		expect(await statusOfBatch(owner, empty.batch_uuid)).toMatchObject({
			...{ status: "failed", error: { code: "EMPTY" }, completed_at: empty.completed_at },
		});
	});

	it("while the batch is processed", async () => {
		await served.server.killWorker();
		const { body } = await sendSheets(owner, { task_id: TASK }, imagesOf(await somePages(1)));
		const reply = await retry(body.batch_id);
		expect([reply.status, reply.body.code]).toEqual([409, "BATCH_NOT_DONE"]);
		await served.server.startWorker();
	});

	it("to who may not: strangers, others, keys that only read; an admin may", async () => {
		const { batch_uuid: id } = await aBatchWithFailures();
		const stranger = await retry(id, new Api(served.server.url));
		expect([stranger.status, stranger.body.code]).toEqual([401, "UNAUTHENTICATED"]);
		const theirs = await retry(id, served.other);
		expect([theirs.status, theirs.body]).toEqual([
			...[404, { detail: "Batch not found", code: "BATCH_NOT_FOUND" }],
		]);
		expect((await retry("nonsense")).status).toBe(404);
		const key = await aKey(served, ["batches:read"]);
		expect((await retry(id, key)).body.code).toBe("INSUFFICIENT_SCOPE");
		expect(await progressOf(id)).toMatchObject({ status: "completed", failed_count: 2 });
		expect((await retry(id, served.admin)).status).toBe(202);
		await settledBatch(owner, id);
	});
});
