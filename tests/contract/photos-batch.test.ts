import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, aForm, eventually } from "#tests/support/api.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { storedFiles } from "#tests/support/storage.ts";

const MB = 1024 * 1024;
let server: TestServer;
let anyone: Api;
let owner: Api;
let eventId: string;
const batch = () => `/api/events/${eventId}/photos/batch`;
const total = async () => (await owner.get(`/api/events/${eventId}/photos`)).body.total as number;

beforeAll(async () => {
	server = await startServer({ worker: false });
	anyone = new Api(server.url);
	owner = await anyone.photographer();
});
afterAll(() => server?.stop());

const pictures = (count: number) =>
	Promise.all(
		Array.from({ length: count }, async (_, index) => ({
			name: `IMG_${index}.jpg`,
			bytes: await aPicture(),
		})),
	);

/** Every test has an event of its own, so that what it leaves can be counted. */
beforeEach(async () => {
	eventId = await owner.createEvent({ guest_uploads: "open" });
});

describe("a batch", () => {
	it("of good files answers 200, in the order sent", async () => {
		const files = await pictures(10);
		const { status, body } = await anyone.uploadBatch(eventId, files, { uploaderName: "Bot" });
		expect(status).toBe(200);
		expect(body.success).toBe(true);
		expect(body.summary).toEqual({ total: 10, successful: 10, failed: 0 });
		expect(body.results).toEqual(
			files.map(({ name, bytes }) => ({
				fileName: name,
				success: true,
				data: {
					id: expect.any(String),
					url: expect.stringMatching(/^http/),
					storage_tier: "primary",
					file_size: bytes.length,
				},
			})),
		);
		expect(await total()).toBe(10);
	});

	it("with bad files among them answers 207 and says which", async () => {
		const [first, last] = await pictures(2);
		const files = [
			{ name: "IMG_001.jpg", bytes: first?.bytes as Buffer },
			{ name: "IMG_002.jpg", bytes: await aJpegOf(50 * MB + 1) },
			{ name: "notes.jpg", bytes: Buffer.from("not a photo at all") },
			{ name: "IMG_004.jpg", bytes: last?.bytes as Buffer },
		];
		const { status, body } = await anyone.uploadBatch(eventId, files);
		expect(status).toBe(207);
		expect(body.success).toBe(true);
		expect(body.summary).toEqual({ total: 4, successful: 2, failed: 2 });
		expect(body.results.map((result: { success: boolean }) => result.success)).toEqual([
			true,
			false,
			false,
			true,
		]);
		expect(body.results[1]).toEqual({
			fileName: "IMG_002.jpg",
			success: false,
			error: "File size exceeds 50MB limit",
		});
		expect(await total()).toBe(2);
	});

	it("of bad files answers 422 and stores nothing", async () => {
		const before = await storedFiles(server.dataDir);
		const files = [1, 2].map((n) => ({ name: `${n}.jpg`, bytes: Buffer.from(`no photo ${n}`) }));
		const { status, body } = await anyone.uploadBatch(eventId, files);
		expect(status).toBe(422);
		expect(body.success).toBe(false);
		expect(body.summary).toEqual({ total: 2, successful: 0, failed: 2 });
		expect(await storedFiles(server.dataDir)).toEqual(before);
	});

	it("with the same photo twice stores it once", async () => {
		const [file] = await pictures(1);
		const twice = [file, file].map((one) => one as { name: string; bytes: Buffer });
		const { status, body } = await anyone.uploadBatch(eventId, twice);
		expect(status).toBe(200);
		expect(body.results[1].data).toMatchObject({ id: body.results[0].data.id, duplicate: true });
		expect(await total()).toBe(1);
	});

	it.each([
		["11 files", {}, 11],
		["6 files from a phone", { "sec-ch-ua-mobile": "?1" }, 6],
	])("of %s is refused whole, and nothing stays", async (_, headers, count) => {
		const before = await storedFiles(server.dataDir);
		const files = await pictures(count);
		const { status, body } = await anyone.with(headers as never).uploadBatch(eventId, files);
		expect([status, body.error]).toEqual([413, "TOO_MANY_FILES"]);
		expect(await total()).toBe(0);
		expect(await storedFiles(server.dataDir)).toEqual(before);
	});

	it("of 6 files whose connection turns out to be mobile is refused whole", async () => {
		const form = aForm(
			{},
			(await pictures(6)).map((file, n) => ({ ...file, field: `file${n}` })),
		);
		form.append("albumName", "Official");
		form.append("connectionType", "3g");
		const { status, body } = await anyone.post(batch(), form);
		expect([status, body.error]).toEqual([413, "TOO_MANY_FILES"]);
		expect(await total()).toBe(0);
	});

	it("without an album is refused whole, and nothing stays", async () => {
		const before = await storedFiles(server.dataDir);
		const form = aForm(
			{},
			(await pictures(2)).map((file, n) => ({ ...file, field: `file${n}` })),
		);
		const { status, body } = await anyone.post(batch(), form);
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
		expect(await storedFiles(server.dataDir)).toEqual(before);
	});

	it("without a file is refused", async () => {
		const { status, body } = await anyone.post(batch(), aForm({ albumName: "Official" }));
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});
});

describe("a request that is too large", () => {
	it("is refused by its declared size, before its body is read", async () => {
		const reply = await speak([
			`POST ${batch()} HTTP/1.1`,
			"Host: localhost",
			"Content-Type: multipart/form-data; boundary=x",
			`Content-Length: ${310 * MB}`,
			"",
			"",
		]);
		expect(reply).toMatch(/^HTTP\/1\.1 413 /);
		expect(reply).toContain('"error":"REQUEST_TOO_LARGE"');
	});

	it("is refused for a phone at 150 MB", async () => {
		const reply = await speak([
			`POST ${batch()} HTTP/1.1`,
			"Host: localhost",
			"Sec-CH-UA-Mobile: ?1",
			"Content-Type: multipart/form-data; boundary=x",
			`Content-Length: ${160 * MB}`,
			"",
			"",
		]);
		expect(reply).toMatch(/^HTTP\/1\.1 413 /);
	});
});

describe("a body that is not whole", () => {
	const head = (length: number) => [
		`POST ${batch()} HTTP/1.1`,
		"Host: localhost",
		"Connection: close",
		"Content-Type: multipart/form-data; boundary=x",
		`Content-Length: ${length}`,
		"",
	];

	it.each([
		["no boundary in it", "nothing like a form"],
		["a part without a name", "--x\r\n\r\nhello\r\n--x--\r\n"],
		["a header that never ends", `--x\r\nContent-Disposition: ${"a".repeat(50_000)}`],
		[
			"an end before the last boundary",
			'--x\r\nContent-Disposition: form-data; name="file0"; filename="a.jpg"\r\n\r\nabc',
		],
		["nothing", ""],
	])("%s is answered 400", async (_, body) => {
		const reply = await speak([...head(body.length), body]);
		expect(reply).toMatch(/^HTTP\/1\.1 400 /);
		expect(reply).toContain('"error":"VALIDATION_ERROR"');
	});

	it("cut off in the middle of a file leaves nothing behind", async () => {
		const before = await storedFiles(server.dataDir);
		const picture = await aPicture({ width: 1600, height: 1200 });
		const begin =
			'--x\r\nContent-Disposition: form-data; name="albumName"\r\n\r\nOfficial\r\n' +
			'--x\r\nContent-Disposition: form-data; name="file0"; filename="a.jpg"\r\n\r\n';
		await new Promise<void>((resolve) => {
			const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
				socket.write([...head(picture.length * 3), begin].join("\r\n"));
				socket.write(picture, () => socket.destroy());
			});
			socket.on("close", () => resolve());
		});
		const left = () => storedFiles(server.dataDir);
		await eventually(left, (files) => JSON.stringify(files) === JSON.stringify(before));
		expect(await total()).toBe(0);
		expect((await anyone.uploadBatch(eventId, await pictures(1))).status).toBe(200);
	});
});

/** Sends lines as they are and gives back what is answered. */
function speak(lines: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		let reply = "";
		const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () =>
			socket.write(lines.join("\r\n")),
		);
		socket.on("data", (chunk) => {
			reply += chunk;
			if (/\r\n\r\n[\s\S]*\}/.test(reply)) socket.end();
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(reply));
	});
}
