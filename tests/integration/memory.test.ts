/** What uploads cost the web process, as the kernel counts it (Linux, /proc). */
import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type StreamedFile, streamUpload } from "#tests/support/stream-upload.ts";

const MB = 1024 * 1024;
const FILE_BYTES = 30 * MB - 1024;
const BATCHES = 10;

let server: TestServer;
let url: string;
let media: string;
let owner: Api;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
	const eventId = await owner.createEvent({ guest_uploads: "open" });
	media = `${server.url}/api/v1/events/${eventId}/media`;
	url = `${server.url}/api/events/${eventId}/photos/batch`;
	// The first requests load code; that is no cost of an upload.
	await owner.uploadBatch(eventId, [{ name: "a.jpg", bytes: await aPicture() }]);
});
afterAll(() => server?.stop());

const batchOf300Mb = (): Promise<StreamedFile[]> =>
	Promise.all(
		Array.from({ length: 10 }, async (_, n) => ({
			field: `file${n}`,
			name: `${n}.jpg`,
			begin: await aPicture(),
			size: FILE_BYTES,
		})),
	);

const sendFiles = (files: readonly StreamedFile[]) =>
	streamUpload(url, { albumName: "Official" }, files);
const send = async () => sendFiles(await batchOf300Mb());

/** Resident bytes of the web process: now, and the most since the peak was last forgotten. */
async function residence(): Promise<{ now: number; peak: number }> {
	const status = await readFile(`/proc/${server.web().pid}/status`, "utf8");
	const read = (name: string) =>
		Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
	return { now: read("VmRSS"), peak: read("VmHWM") };
}

/** proc(5): 5 sets the peak to what is resident now. */
const forgetPeak = () => writeFile(`/proc/${server.web().pid}/clear_refs`, "5");

describe("the web process", () => {
	it("grows by less than 150 MB for a batch of 300 MB", async () => {
		await forgetPeak();
		const before = await residence();
		const { status, body } = await send();
		expect(status).toBe(200);
		expect(JSON.parse(body).summary).toEqual({ total: 10, successful: 10, failed: 0 });
		const after = await residence();
		expect(after.peak - before.now).toBeLessThan(150 * MB);
	});

	it("grows by less than 150 MB for a zone of three files of 100 MB", async () => {
		await forgetPeak();
		const before = await residence();
		const files = [1, 2, 3].map((n) => ({
			...{ field: "files", name: `${n}.pdf`, begin: Buffer.from("%PDF-1.7") },
			size: 100 * MB,
		}));
		const { status, body } = await streamUpload(media, {}, files, owner.headers);
		expect([status, JSON.parse(body).total_successful]).toEqual([200, 3]);
		expect((await residence()).peak - before.now).toBeLessThan(150 * MB);
	});

	it("stays under 1 GB with ten of them at once, and sends those it has no room for away", async () => {
		// All are there before the first is sent: one after the other, there would be room for each.
		const batches = await Promise.all(Array.from({ length: BATCHES }, batchOf300Mb));
		await forgetPeak();
		const replies = await Promise.all(batches.map(sendFiles));
		const statuses = replies.map(({ status }) => status);
		expect(new Set(statuses)).toEqual(new Set([200, 503]));
		const away = replies.filter(({ status }) => status === 503);
		for (const reply of away) {
			expect(Number(reply.retryAfter)).toBeGreaterThan(0);
			expect(JSON.parse(reply.body).error).toBe("OVERLOADED");
		}
		expect((await residence()).peak).toBeLessThan(1024 * MB);
		expect((await send()).status).toBe(200);
	});
});
