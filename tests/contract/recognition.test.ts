/** The recognition document, field by field. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aGroup, aPortrait } from "#tests/support/portraits.ts";
import {
	doneLog,
	enrolled,
	LOGS,
	photo,
	RECOGNIZE,
	recognize,
} from "#tests/support/recognition.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { storedFiles } from "#tests/support/storage.ts";

const run = promisify(execFile);
const ID = /^\d{8}_\d{6}_\d{4}$/;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;

let served: Served;
let owner: Api;
let stranger: Api;
let ayu: string;
let batchId: string;
let answer: Json;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
	stranger = new Api(owner.url);
	ayu = await enrolled(owner, "Ayu", "ayu");
	await enrolled(owner, "=Budi", "budi");
	const files = [
		photo("photo1.jpg", await aPortrait("ayu", 1)),
		photo("group.jpg", await aGroup()),
		photo("photo3.jpg", await aPicture()),
		photo("notes.txt", Buffer.from("no picture")),
	];
	({ body: answer } = await recognize(owner, files));
	batchId = answer.batch_id;
});
afterAll(() => served?.server.stop());

const files = async () =>
	(await storedFiles(served.server.dataDir)).filter((file) => file.includes("batch_recognition"));
const hasFile = (id: string, ending: string) =>
	eventually(files, (all) =>
		all.some((file) => file.endsWith(`batch_recognition/${id}.${ending}`)),
	);

const SUMMARY = {
	...{ total_photos: 4, recognized_count: 2, unrecognized_count: 2, recognition_rate: 50 },
	...{ unique_persons: 2, persons_list: ["Ayu", "=Budi"], avg_confidence: expect.any(Number) },
};

describe("POST /recognize", () => {
	it("answers as documented", () => {
		expect(answer).toEqual({
			success: true,
			batch_id: expect.stringMatching(ID),
			total_uploaded: 4,
			total_processed: 4,
			summary: SUMMARY,
			message: "Processed 4 photos. Check batch log for details.",
			log_url: `/api/batch-photos/logs/${batchId}`,
		});
		expect(Object.keys(answer).join()).toBe(
			"success,batch_id,total_uploaded,total_processed,summary,message,log_url",
		);
	});

	it("async=1 answers at once and goes on; the log says how far", async () => {
		const sent = await recognize(owner, [photo("a.jpg", await aPortrait("ayu"))], "?async=1");
		expect(sent.status).toBe(202);
		expect(sent.body).toMatchObject({ success: true, total_uploaded: 1 });
		expect(["processing", "completed"]).toContain(sent.body.status);
		const log = await doneLog(owner, sent.body.batch_id);
		expect(log).toMatchObject({
			progress: { done: 1, total: 1 },
			completed_at: expect.any(String),
		});
		expect(log.summary.persons_list).toEqual(["Ayu"]);
		expect((await owner.delete(`${LOGS}/${sent.body.batch_id}`)).status).toBe(200);
	});

	it("is done once for an Idempotency-Key", async () => {
		const again = owner.with({ "idempotency-key": "once" });
		const one = [photo("a.jpg", await aPicture({ seed: 1, width: 80, height: 60 }))];
		const [first, second] = [await recognize(again, one), await recognize(again, one)];
		expect(second.body).toEqual(first.body);
		expect(second.headers.get("idempotency-replayed")).toBe("true");
	});
});

describe("GET /logs/{batch_id}", () => {
	let log: Json;
	beforeAll(async () => {
		log = (await owner.get(`${LOGS}/${batchId}`)).body;
	});

	it("is as documented, with what is ours at the end", () => {
		expect(Object.keys(log).join()).toBe(
			"success,batch_id,total_photos,summary,entries,status,progress,created_at,completed_at",
		);
		expect(log).toMatchObject({ success: true, batch_id: batchId, total_photos: 4 });
		expect(log).toMatchObject({ summary: SUMMARY, progress: { done: 4, total: 4 } });
		for (const entry of log.entries) {
			expect(Object.keys(entry).join()).toBe(
				"timestamp,batch_id,filename,domain,recognized,primary_result,top_3_matches,metadata,status,faces,photo",
			);
			expect(entry).toMatchObject({ batch_id: batchId, domain: "default", status: "done" });
			expect(entry.timestamp).toMatch(STAMP);
		}
	});

	it("has an entry a photo, in the order sent", () => {
		const [one, group, none, notes] = log.entries;
		expect(log.entries.map(({ filename }: Json) => filename)).toEqual([
			...["photo1.jpg", "group.jpg", "photo3.jpg", "notes.txt"],
		]);
		expect(one).toMatchObject({
			recognized: true,
			primary_result: { person: "Ayu", confidence: one.top_3_matches[0].confidence },
			top_3_matches: [
				{ rank: 1, person: "Ayu", confidence: expect.any(Number) },
				{ rank: 2, person: "=Budi", confidence: expect.any(Number) },
			],
			metadata: {
				...{ face_count: 1, processing_time_ms: expect.any(Number), has_multiple_faces: false },
			},
		});
		expect(one.primary_result.confidence).toBeGreaterThan(90);
		expect(group).toMatchObject({ metadata: { face_count: 4, has_multiple_faces: true } });
		expect(group.faces[0]).toMatchObject({ person: "=Budi", person_id: expect.any(String) });
		expect(group.faces.filter(({ person }: Json) => person !== null)).toHaveLength(1);
		expect(none).toMatchObject({
			...{ recognized: false, primary_result: { person: "Unknown", confidence: null } },
			...{ top_3_matches: [], faces: [], metadata: { face_count: 0 } },
		});
		expect(notes.metadata.error).toMatch(/^Unsupported format/);
		expect([notes.photo, "error" in none.metadata]).toEqual([null, false]);
	});

	it("says where each face is, on a photo that can be looked at", async () => {
		const [{ faces, photo: links }] = log.entries;
		expect(faces[0].box.width).toBeGreaterThan(0.5);
		expect(faces[0].box.x + faces[0].box.width).toBeLessThanOrEqual(1);
		for (const { url } of Object.values(links) as Json[])
			expect((await fetch(url)).headers.get("content-type")).toMatch(/^image\//);
		expect(JSON.stringify(log)).not.toContain("embedding");
	});
});

const HEADER =
	"Timestamp,Filename,Domain,Recognized,Primary Person,Primary Confidence (%),Match #1 Person,Match #1 Confidence (%),Match #2 Person,Match #2 Confidence (%),Match #3 Person,Match #3 Confidence (%),Face Count,Processing Time (ms)";

describe("the export and the files", () => {
	it("a CSV with the documented header, and no formulas", async () => {
		expect(await files()).not.toContainEqual(expect.stringContaining(`${batchId}.csv`));
		const { body, headers } = await owner.get(`${LOGS}/${batchId}/export`);
		expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
		expect(headers.get("content-disposition")).toBe(`attachment; filename="${batchId}.csv"`);
		const [header, one, group, none, ...rest] = (body as string).split("\r\n");
		expect(header).toBe(HEADER);
		expect(one).toMatch(/^[-\dT:.]+,photo1\.jpg,default,Yes,Ayu,[\d.]+,Ayu,[\d.]+,'=Budi,/);
		expect(group?.split(",")[4]).toBe("'=Budi");
		expect(none).toMatch(/,photo3\.jpg,default,No,Unknown,,,,,,,,0,\d+$/);
		expect(rest).toEqual([expect.stringContaining("notes.txt"), ""]);
		await hasFile(batchId, "csv");
	});

	it("as JSON, and in the file, it is the log without addresses", async () => {
		await hasFile(batchId, "json");
		const { body } = await owner.get(`${LOGS}/${batchId}/export?format=json`);
		expect(body).toMatchObject({ batch_id: batchId, summary: SUMMARY });
		expect(JSON.stringify(body)).not.toContain("/files/");
		const [path] = (await files()).filter((file) => file.endsWith(`${batchId}.json`));
		const written = await readFile(join(served.server.dataDir, "storage", path ?? ""), "utf8");
		expect(JSON.parse(written)).toEqual(body);
		expect((await owner.get(`${LOGS}/${batchId}/export?format=xml`)).status).toBe(400);
	});

	it("a new name is in the log at once, and then in the files", async () => {
		await owner.patch(`/api/people/${ayu}`, { name: "Ayu Lestari" });
		const { body } = await owner.get(`${LOGS}/${batchId}`);
		expect(body.summary.persons_list).toEqual(["Ayu Lestari", "=Budi"]);
		const inFiles = async () => {
			const own = (await files()).filter((file) => file.includes(batchId));
			const read = (file: string) => readFile(join(served.server.dataDir, "storage", file), "utf8");
			return Promise.all(own.map(read));
		};
		await eventually(inFiles, (all) => all.length === 2 && all.every((t) => t.includes("Lestari")));
		await owner.patch(`/api/people/${ayu}`, { name: "Ayu" });
		await eventually(inFiles, (all) => all.every((text) => !text.includes("Lestari")));
	});
});

describe("GET /logs", () => {
	it("is newest first, by page, with how many there are", async () => {
		const { body } = await owner.get(`${LOGS}?limit=200`);
		expect(body).toMatchObject({ success: true, total: body.batches.length });
		const entry = body.batches.find((batch: Json) => batch.batch_id === batchId);
		expect(Object.keys(entry).slice(0, 4).join()).toBe("batch_id,total_photos,summary,created_at");
		expect(entry).toMatchObject({ total_photos: 4, summary: SUMMARY, status: "completed" });
		expect(entry.created_at).toMatch(STAMP);
		const stamps = body.batches.map(({ created_at: at }: Json) => at);
		expect(stamps).toEqual(stamps.toSorted().reverse());
		const page = (await owner.get(`${LOGS}?limit=1&offset=1`)).body;
		expect(page).toEqual({ ...body, batches: body.batches.slice(1, 2) });
		for (const query of ["limit=0", "limit=201", "limit=x", "offset=-1"])
			expect((await owner.get(`${LOGS}?${query}`)).status).toBe(400);
	});
});

describe("the document's own calls", () => {
	let folder: string;
	const token = () => owner.headers.authorization?.replace("Bearer ", "") ?? "";
	beforeAll(async () => {
		folder = makeScratch("recognition");
		await writeFile(join(folder, "photo1.jpg"), await aPortrait("ayu", 2));
		await writeFile(join(folder, "photo2.jpg"), await aPortrait("citra"));
		await writeFile(join(folder, "photo3.png"), await aPicture({ format: "png" }));
	});
	afterAll(() => removeScratch(folder));

	it("the Python script", async () => {
		const script = "tests/contract/python/run_recognition.py";
		const args = [script, owner.url, token(), folder];
		const { stdout, stderr } = await run(process.env.PYTHON ?? "python3", args);
		const result = JSON.parse(stdout);
		expect(result).toMatchObject({ success: true, total_processed: 3 });
		expect(result.summary.persons_list).toEqual(["Ayu"]);
		expect(stderr).toContain("Recognition rate: 33.33%");
		const csv = await readFile(join(folder, "batch_results.csv"), "utf8");
		expect(csv).toContain(`${HEADER}\r\n`);
	});

	it("the curl calls, whose token has no scheme", async () => {
		const curl = async (args: string[], path: string) => {
			const all = ["-sS", "-H", `Authorization: ${token()}`, ...args, `${owner.url}${path}`];
			return (await run("curl", all, { cwd: folder })).stdout;
		};
		const sent = ["photo1.jpg", "photo2.jpg"].flatMap((name) => ["-F", `photos[]=@${name}`]);
		const { batch_id: id, log_url: url } = JSON.parse(
			await curl(["-X", "POST", ...sent], "/api/batch-photos/recognize"),
		);
		expect(JSON.parse(await curl([], url)).entries).toHaveLength(2);
		await curl(["-o", "curl.csv"], `${url}/export`);
		expect(await readFile(join(folder, "curl.csv"), "utf8")).toContain("photo2.jpg");
		expect(JSON.parse(await curl([], `${LOGS}?limit=10`)).batches[0].batch_id).toBe(id);
		expect(JSON.parse(await curl(["-X", "DELETE"], url))).toEqual({
			success: true,
			message: `Batch ${id} deleted successfully`,
		});
	});

	it("the health check, without a token", async () => {
		const { status, body } = await stranger.get("/api/batch-photos/health");
		expect([status, Object.keys(body)]).toEqual([
			200,
			["status", "service", "version", "log_directory_exists", "endpoints"],
		]);
		expect(body).toMatchObject({ status: "healthy", service: "batch_photo_recognition" });
		expect(body).toMatchObject({ version: "v1", log_directory_exists: true });
		expect(body.endpoints).toHaveLength(6);
	});
});

describe("who may do what", () => {
	const GONE = { success: false, error: "Batch not found", code: "BATCH_NOT_FOUND" };

	it("strangers are asked to sign in, in the family's form", async () => {
		for (const path of [LOGS, `${LOGS}/${batchId}`, `${LOGS}/${batchId}/export`]) {
			const { status, body } = await stranger.get(path);
			expect(status).toBe(401);
			expect(body).toEqual({ success: false, error: "Please sign in", code: "UNAUTHENTICATED" });
		}
		const wrong = stranger.with({ authorization: "not a token" });
		expect((await recognize(wrong, [])).status).toBe(401);
		expect((await stranger.delete(`${LOGS}/${batchId}`)).status).toBe(401);
	});

	it("another user is told of nothing; admins see all", async () => {
		for (const path of [`${LOGS}/${batchId}`, `${LOGS}/${batchId}/export`]) {
			const { status, body } = await served.other.get(path);
			expect([status, body]).toEqual([404, GONE]);
			expect((await served.admin.get(path)).status).toBe(200);
		}
		expect((await served.other.delete(`${LOGS}/${batchId}`)).body).toEqual(GONE);
		expect((await served.other.get(LOGS)).body).toMatchObject({ total: 0, batches: [] });
		for (const id of ["nonsense", "20231215_143022_1234", "%00"])
			expect((await owner.get(`${LOGS}/${id}`)).body).toEqual(GONE);
	});

	it("a key needs its scope", async () => {
		const reader = await aKey(served, ["recognition:read"]);
		const writer = await aKey(served, ["recognition:write"]);
		expect((await reader.get(LOGS)).status).toBe(200);
		expect((await writer.get(LOGS)).status).toBe(403);
		expect((await reader.post(RECOGNIZE)).body).toMatchObject({ code: "INSUFFICIENT_SCOPE" });
		expect((await reader.delete(`${LOGS}/${batchId}`)).status).toBe(403);
	});

	it("another domain's people are not recognised", async () => {
		const sql = "UPDATE users SET domain = 'elsewhere' WHERE username = 'another'";
		await queryDatabase(served.server.databaseUrl, sql);
		const { body } = await recognize(served.other, [photo("a.jpg", await aPortrait("ayu"))]);
		expect(body.summary).toMatchObject({
			recognized_count: 0,
			persons_list: [],
			avg_confidence: 0,
		});
		const log = (await served.other.get(`${LOGS}/${body.batch_id}`)).body;
		expect(log.entries[0]).toMatchObject({ domain: "elsewhere", top_3_matches: [] });
	});
});

describe("DELETE /logs/{batch_id}", () => {
	it("takes rows, faces, photos and files along; only once", async () => {
		const path = `${LOGS}/${batchId}`;
		const url = (await owner.get(path)).body.entries[0].photo.small.url;
		const { status, body } = await owner.delete(path);
		expect([status, body]).toEqual([
			200,
			{ success: true, message: `Batch ${batchId} deleted successfully` },
		]);
		expect((await owner.get(path)).status).toBe(404);
		expect((await owner.delete(path)).status).toBe(404);
		await eventually(files, (all) => !all.some((file) => file.includes(batchId)));
		await eventually(
			async () => (await fetch(url)).status,
			(code) => code === 404,
		);
		const sql = `SELECT 1 FROM faces JOIN media ON media.id = media_id WHERE deleted_at IS NOT NULL`;
		expect(await queryDatabase(served.server.databaseUrl, sql)).toEqual([]);
	});
});
