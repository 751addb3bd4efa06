/** Scripts written against the photos family's source document work unchanged. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_EVENT, type Json } from "#tests/support/api.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const MB = 1024 * 1024;
const PHOTOS = 9;
let server: TestServer;
let folder: string;
let results: Record<string, Json>;

beforeAll(async () => {
	server = await startServer();
	folder = await mkdtemp(join(tmpdir(), "potret-guide-"));
	for (let n = 0; n < PHOTOS; n++) await writeFile(join(folder, `photo${n}.jpg`), await aPicture());
	await writeFile(join(folder, "too_large.jpg"), await aJpegOf(50 * MB + 1));
	const { stdout } = await promisify(execFile)(
		process.env.PYTHON ?? "python3",
		["tests/contract/python/run_guide.py", server.url, DEMO_EVENT, folder],
		{ maxBuffer: 8 * MB },
	);
	results = JSON.parse(stdout);
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

const allStored = (count: number) => ({
	success: true,
	summary: { total: count, successful: count, failed: 0 },
});

describe("the document's own code", () => {
	it("upload_single_file", () => {
		expect(results.upload_single_file).toMatchObject({
			filename: "photo0.jpg",
			uploader_name: "AutoScript",
			album_name: "Official",
			storage_tier: "primary",
			url: expect.stringMatching(/^http/),
		});
	});

	it("upload_batch_files", () => {
		expect(results.upload_batch_files).toMatchObject(allStored(2));
	});

	it("upload_batch_files with a file that is too large, as documented", () => {
		expect(results.with_one_too_large).toEqual({
			success: true,
			results: [
				{
					fileName: "photo3.jpg",
					success: true,
					data: {
						id: expect.any(String),
						url: expect.stringMatching(/^http/),
						storage_tier: "primary",
						file_size: expect.any(Number),
					},
				},
				{ fileName: "too_large.jpg", success: false, error: "File size exceeds 50MB limit" },
			],
			summary: { total: 2, successful: 1, failed: 1 },
		});
	});

	it("upload_with_retry", () => {
		expect(results.upload_with_retry).toMatchObject(allStored(2));
	});

	it("smart_upload", () => {
		expect(results.smart_upload).toMatchObject([allStored(5), allStored(4)]);
	});

	it("OptimizedUploader", () => {
		expect(results.OptimizedUploader).toMatchObject([allStored(2)]);
	});

	it("UploadManager, whose photos all arrive, once", () => {
		expect(results.UploadManager).toMatchObject({ total: 2 });
	});

	it("authenticate_session, whose cookies then upload", () => {
		expect(results.authenticate_session).toMatchObject({ status: 201 });
		expect(results.authenticate_session.cookies).toBeGreaterThan(0);
	});

	it("finds the test event, reads it, and sees a healthy server", () => {
		expect(results.find_event).toEqual({
			events: [{ id: DEMO_EVENT, name: "testing", date: "2024-12-25" }],
		});
		expect(results.event_info).toMatchObject({ id: DEMO_EVENT, access_code: "asa" });
		expect(results.health_check).toMatchObject({ status: "healthy" });
	});
});
