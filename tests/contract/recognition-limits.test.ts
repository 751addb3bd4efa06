/** What may be sent to be recognised, how much of it, and what becomes of it when things go wrong. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aBmp } from "#tests/support/hostile-files.ts";
import { type Served, startWithPeople } from "#tests/support/people.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { doneLog, LOGS, photo, RECOGNIZE, recognize } from "#tests/support/recognition.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

const MB = 1024 * 1024;
let served: Served;
let owner: Api;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(() => served?.server.stop());

const rows = (sql: string): Promise<Json[]> => queryDatabase(served.server.databaseUrl, sql);
const small = () => aPicture({ width: 80, height: 60 });

async function some(count: number) {
	const pictures = await Promise.all(Array.from({ length: count }, small));
	return pictures.map((bytes, n) => photo(`photo${n}.jpg`, bytes));
}

describe("what is refused as a whole", () => {
	const NONE = { success: false, error: "No photos uploaded", code: "NO_PHOTOS" };

	it("no photos, in every way to send none", async () => {
		const other = { field: "file", name: "a.jpg", bytes: await small() };
		const sent = [undefined, { photos: [] }, aForm({}), aForm({ photos: "a" }), aForm({}, [other])];
		for (const body of sent) {
			const answer = await owner.post(RECOGNIZE, body);
			expect([answer.status, answer.body]).toEqual([400, NONE]);
		}
		const cut = new Blob([
			'--x\r\nContent-Disposition: form-data; name="photos[]"; filename="a"\r\n',
		]);
		const headers = { ...owner.headers, "content-type": "multipart/form-data; boundary=x" };
		const options = { method: "POST", headers, body: await cut.bytes() };
		const answer = await fetch(`${owner.url}${RECOGNIZE}`, options);
		expect([answer.status, (await answer.json()).code]).toEqual([400, "VALIDATION_ERROR"]);
		expect((await owner.post(`${RECOGNIZE}?async=maybe`, aForm({}, await some(1)))).status).toBe(
			400,
		);
	});

	it("101 photos, of which nothing is left", async () => {
		const { status, body } = await recognize(owner, await some(101));
		expect([status, body]).toEqual([
			400,
			{ success: false, error: "Batch size exceeds maximum", code: "BATCH_SIZE_EXCEEDED" },
		]);
		expect(await rows("SELECT 1 FROM recognition_batches")).toEqual([]);
		expect(await rows("SELECT 1 FROM media WHERE event_id IS NULL")).toEqual([]);
		expect(await uploadedFiles(served.server.dataDir)).toEqual([]);
	});
});

describe("what is taken", () => {
	// Each is looked at from all sides, since nobody is on it: a slow machine has its time for that.
	it("100 photos, each an entry in the order sent", { timeout: 290_000 }, async () => {
		const files = await some(100);
		const { status, body } = await recognize(owner, files);
		expect([status, body.total_uploaded, body.total_processed]).toEqual([200, 100, 100]);
		expect(body.summary).toMatchObject({ recognized_count: 0, unrecognized_count: 100 });
		const { entries } = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		expect(entries.map(({ filename }: Json) => filename)).toEqual(files.map(({ name }) => name));
	});

	it("every documented format, under the name photos as well", async () => {
		const formats = ["jpeg", "png", "gif", "tiff", "webp", "avif"] as const;
		const pictures = formats.map((format) => aPicture({ width: 80, height: 60, format }));
		const files = (await Promise.all(pictures)).map((bytes, n) => {
			return { field: "photos", name: `a.${formats[n]}`, bytes };
		});
		files.push({ field: "photos", name: "a.bmp", bytes: aBmp(80, 60) });
		const { body } = await recognize(owner, files);
		const { entries } = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		expect(entries).toHaveLength(files.length);
		for (const { metadata } of entries) expect(metadata).not.toHaveProperty("error");
	});

	it("20 photos, of which three are at fault, each in its way", async () => {
		const files = await some(20);
		const png = await aPicture({ width: 80, height: 60, format: "png" });
		const hollow = Buffer.concat([png.subarray(0, 40), Buffer.alloc(200, 7)]);
		files[3] = photo("no-header.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
		files[7] = photo("hollow.png", hollow);
		files[11] = photo("large.jpg", await aJpegOf(10 * MB + 1));
		files[12] = photo("limit.jpg", await aJpegOf(10 * MB));
		const { status, body } = await recognize(owner, files);
		expect([status, body.total_processed]).toEqual([200, 20]);
		const { entries } = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		const faults = entries.filter(({ metadata }: Json) => metadata.error !== undefined);
		expect(faults.map(({ filename, metadata }: Json) => [filename, metadata.error])).toEqual([
			["no-header.jpg", "This file is broken and cannot be shown"],
			["hollow.png", "This file is broken and cannot be shown"],
			["large.jpg", "File size must be less than 10MB"],
		]);
		for (const entry of faults) expect(entry).toMatchObject({ recognized: false, faces: [] });
	});

	it("nothing but files at fault: a batch that is done at once", async () => {
		const { status, body } = await recognize(owner, [photo("a.txt", Buffer.from("text"))]);
		expect([status, body.total_processed]).toEqual([200, 1]);
		expect(body.summary).toMatchObject({ recognition_rate: 0, unrecognized_count: 1 });
	});

	it("20 requests at once, each answered with its own photos", async () => {
		const sent = await Promise.all(
			Array.from({ length: 20 }, async (_, n) =>
				recognize(owner, [photo(`of-${n}.jpg`, await small())]),
			),
		);
		expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
		const ids = sent.map(({ body }) => body.batch_id);
		expect(new Set(ids).size).toBe(20);
		const logs = await Promise.all(ids.map((id) => owner.get(`${LOGS}/${id}`)));
		expect(logs.map(({ body }) => body.entries.map(({ filename }: Json) => filename))).toEqual(
			sent.map((_, n) => [`of-${n}.jpg`]),
		);
	});
});

describe("who does not wait", () => {
	const counts = () =>
		rows(`SELECT id, total, done, (SELECT count(*)::int FROM recognition_entries
			WHERE batch_id = id AND done_at IS NOT NULL) AS ended FROM recognition_batches`);

	it("a client that is gone loses nothing", async () => {
		await served.server.killWorker();
		const before = (await counts()).length;
		const gone = new AbortController();
		const form = aForm({}, await some(6));
		const options = { method: "POST", headers: owner.headers, body: form, signal: gone.signal };
		const asking = fetch(`${owner.url}${RECOGNIZE}`, options).catch(() => "gone");
		const batches = await eventually(counts, (all) => all.length > before);
		const { id } = batches.find(({ done }) => done === 0);
		gone.abort();
		expect(await asking).toBe("gone");
		expect((await owner.get(`${LOGS}/${id}`)).body).toMatchObject({
			...{ status: "processing", progress: { done: 0, total: 6 } },
			summary: { recognized_count: 0, unrecognized_count: 0 },
		});
		await served.server.startWorker();
		await doneLog(owner, id);
		for (const { total, done, ended } of await counts())
			expect([done, ended]).toEqual([total, total]);
	});

	it("a batch that is deleted meanwhile is not gone on with", async () => {
		await served.server.killWorker();
		const { body } = await recognize(owner, await some(3), "?async=1");
		expect((await owner.delete(`${LOGS}/${body.batch_id}`)).status).toBe(200);
		await served.server.startWorker();
		await eventually(() => uploadedFiles(served.server.dataDir).then(originals), ofLiving);
		expect((await owner.get(`${LOGS}/${body.batch_id}`)).status).toBe(404);
	});

	const originals = async (files: string[]) => {
		const living = await rows("SELECT id FROM media WHERE deleted_at IS NULL AND sha256 <> ''");
		return [files.filter((file) => file.endsWith("/original")).length, living.length];
	};
	const ofLiving = ([files, living]: number[]) => files === living;
});
