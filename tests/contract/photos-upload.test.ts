import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, aForm, Api as Caller, eventually, type Json } from "#tests/support/api.ts";
import { aBmp, aHugePng } from "#tests/support/hostile-files.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

const MB = 1024 * 1024;
let server: TestServer;
let anyone: Api;
let owner: Api;
let eventId: string;
const photos = () => `/api/events/${eventId}/photos`;

beforeAll(async () => {
	server = await startServer();
	anyone = new Caller(server.url);
	owner = await anyone.photographer();
	eventId = await owner.createEvent({ guest_uploads: "open" });
});
afterAll(() => server?.stop());

const settled = (id: string) =>
	eventually(
		async () => (await owner.get(`${photos()}/${id}`)).body as Json,
		(photo) => photo.status !== "processing",
	);

describe("one photo", () => {
	it("is answered as documented, viewable at once, and becomes ready", async () => {
		const bytes = await aPicture({ width: 1200, height: 800 });
		const { status, body } = await anyone.upload(eventId, bytes, "IMG_001.jpg", {
			uploaderName: "AutoScript",
			connectionType: "wifi",
			downlink: "10",
		});
		expect(status).toBe(201);
		expect(body).toEqual({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			filename: "IMG_001.jpg",
			storage_tier: "primary",
			url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\//),
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			uploader_name: "AutoScript",
			album_name: "Official",
			file_size: bytes.length,
			compression_applied: false,
			status: "processing",
			width: 1200,
			height: 800,
		});
		const original = await fetch(body.url);
		expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true);
		expect(await settled(body.id)).toMatchObject({
			status: "ready",
			error: null,
			damaged: false,
			renditions: { small: { width: 400, height: 267 }, medium: { width: 1080, height: 720 } },
		});
	});

	it("has an anonymous uploader where none is named", async () => {
		const { body } = await anyone.upload(eventId, await aPicture(), "a.jpg", { uploaderName: " " });
		expect(body.uploader_name).toBe("Anonymous");
	});

	it("may come before the fields of its form", async () => {
		const form = new FormData();
		form.append("file", new Blob([new Uint8Array(await aPicture())]), "first.jpg");
		form.append("albumName", "Tamu");
		const { status, body } = await anyone.post(photos(), form);
		expect([status, body.album_name]).toEqual([201, "Tamu"]);
	});

	it.each(["png", "webp", "gif"] as const)("may be a %s", async (format) => {
		const { status, body } = await anyone.upload(
			eventId,
			await aPicture({ format }),
			"misnamed.jpg",
		);
		expect(status).toBe(201);
		expect((await settled(body.id)).status).toBe("ready");
	});

	it("may carry megabytes of previews before its picture", async () => {
		const picture = await aPicture({ width: 800, height: 600 });
		const segment = Buffer.concat([Buffer.from([0xff, 0xe4, 0xff, 0xff]), Buffer.alloc(65533)]);
		const previews = Array.from({ length: 40 }, () => segment);
		const bytes = Buffer.concat([picture.subarray(0, 2), ...previews, picture.subarray(2)]);
		const { status, body } = await anyone.upload(eventId, bytes, "preview.jpg");
		expect([status, body.width, body.height]).toEqual([201, 800, 600]);
		expect((await settled(body.id)).status).toBe("ready");
	});

	it("may be a BMP", async () => {
		const { status, body } = await anyone.upload(eventId, aBmp(20, 10), "a.bmp");
		expect([status, body.width, body.height]).toEqual([201, 20, 10]);
		expect((await settled(body.id)).status).toBe("ready");
	});
});

describe("the same bytes again", () => {
	it("answer 200 with the photo that is there, in that album", async () => {
		const bytes = await aPicture();
		const first = await anyone.upload(eventId, bytes, "one.jpg");
		const again = await owner.upload(eventId, bytes, "two.jpg");
		expect(again.status).toBe(200);
		expect(again.body).toMatchObject({ id: first.body.id, filename: "one.jpg", duplicate: true });
		const elsewhere = await anyone.upload(eventId, bytes, "one.jpg", { albumName: "Tamu" });
		expect(elsewhere.status).toBe(201);
	});

	it("make one photo when they come at the same time", async () => {
		const bytes = await aPicture();
		const replies = await Promise.all(
			Array.from({ length: 6 }, () => anyone.upload(eventId, bytes)),
		);
		expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
	});

	it("are new again after the photo was deleted", async () => {
		const bytes = await aPicture();
		const first = await anyone.upload(eventId, bytes);
		expect((await owner.delete(`${photos()}/${first.body.id}`)).status).toBe(204);
		const again = await anyone.upload(eventId, bytes);
		expect(again.status).toBe(201);
		expect(again.body.id).not.toBe(first.body.id);
	});
});

describe("bytes that an album has already", () => {
	it("are not kept a second time", async () => {
		const bytes = await aPicture();
		const first = await anyone.upload(eventId, bytes);
		await settled(first.body.id);
		const before = await uploadedFiles(server.dataDir);
		for (let n = 0; n < 3; n++) expect((await anyone.upload(eventId, bytes)).status).toBe(200);
		const batch = await anyone.uploadBatch(eventId, [
			{ name: "a.jpg", bytes },
			{ name: "b.jpg", bytes },
		]);
		expect(batch.status).toBe(200);
		expect(await uploadedFiles(server.dataDir)).toEqual(before);
	});

	it("do not tell a stranger what others called them", async () => {
		const bytes = await aPicture();
		const fields = { uploaderName: "Secret Person" };
		await owner.upload(eventId, bytes, "private-name.jpg", fields);
		const { body } = await anyone.upload(eventId, bytes, "mine.jpg", { uploaderName: "Me" });
		expect(body).toMatchObject({ filename: "mine.jpg", uploader_name: "Me", duplicate: true });
		expect((await owner.upload(eventId, bytes)).body.filename).toBe("private-name.jpg");
	});
});

describe("a file that is none of the accepted", () => {
	const refused = async (bytes: Uint8Array, status: number, code: string) => {
		const before = (await owner.get(photos())).body.total;
		const reply = await anyone.upload(eventId, bytes, "photo.jpg");
		expect(reply.body).toMatchObject({ error: code, message: expect.any(String) });
		expect(reply.status).toBe(status);
		expect((await owner.get(photos())).body.total).toBe(before);
	};

	it("text", () => refused(Buffer.from("I am no photo. ".repeat(500)), 400, "UNSUPPORTED_FORMAT"));
	it("a few bytes", () => refused(Buffer.from([0xff, 0xd8]), 400, "UNSUPPORTED_FORMAT"));
	it("an SVG", () =>
		refused(
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
			400,
			"UNSUPPORTED_FORMAT",
		));
	it("a TIFF, which this family does not take", async () =>
		refused(await aPicture({ format: "tiff" }), 400, "UNSUPPORTED_FORMAT"));
	it("an empty file", () => refused(Buffer.alloc(0), 400, "VALIDATION_ERROR"));
	it("30,000 × 30,000 pixels in a few KB", () => refused(aHugePng(30_000), 422, "INVALID_IMAGE"));
	it("a JPEG that ends before its header does", async () =>
		refused((await aPicture()).subarray(0, 60), 422, "INVALID_IMAGE"));
});

describe("a truncated JPEG", () => {
	it("is taken, shown as far as it goes, and called damaged", async () => {
		const whole = await aPicture({ width: 900, height: 600 });
		const { status, body } = await anyone.upload(eventId, whole.subarray(0, whole.length / 2));
		expect(status).toBe(201);
		expect(await settled(body.id)).toMatchObject({ status: "ready", damaged: true });
	});
});

describe("names", () => {
	it.each([
		["../../etc/passwd.jpg", "passwd.jpg"],
		["C:\\photos\\a.jpg", "a.jpg"],
		["a\r\nX-Evil: 1.jpg", "aX-Evil: 1.jpg"],
		[`${"n".repeat(296)}.jpg`, `${"n".repeat(251)}.jpg`],
		["Hochzeit Jürgen & 花嫁 (1).jpg", "Hochzeit Jürgen & 花嫁 (1).jpg"],
	])("%j is a label only", async (name, label) => {
		const { status, body } = await anyone.upload(eventId, await aPicture(), name);
		expect(status).toBe(201);
		expect(body.filename).toBe(label);
	});
});

describe("limits", () => {
	it("takes a file of exactly 50 MB and refuses one byte more", async () => {
		const atLimit = await anyone.upload(eventId, await aJpegOf(50 * MB));
		expect(atLimit.status).toBe(201);
		const past = await anyone.upload(eventId, await aJpegOf(50 * MB + 1), "large_photo.jpg");
		expect(past.status).toBe(413);
		expect(past.body).toEqual({
			error: "FILE_TOO_LARGE",
			message: "File size must be less than 50MB",
			details: "File 'large_photo.jpg' exceeds desktop limit of 50MB",
		});
	});

	it.each([
		{ "sec-ch-ua-mobile": "?1" },
		{ "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148" },
	])("are those of phones for %j", async (headers) => {
		const reply = await anyone.with(headers as never).upload(eventId, await aJpegOf(31 * MB));
		expect([reply.status, reply.body.message]).toEqual([413, "File size must be less than 30MB"]);
	});

	it.each(["2g", "3g", "cellular"])(
		"are those of phones on %s, told after the file",
		async (kind) => {
			const form = new FormData();
			form.append("file", new Blob([new Uint8Array(await aJpegOf(31 * MB))]), "a.jpg");
			form.append("albumName", "Official");
			form.append("connectionType", kind);
			const reply = await anyone.post(photos(), form);
			expect([reply.status, reply.body.error]).toEqual([413, "FILE_TOO_LARGE"]);
		},
	);
});

describe("a form that is not in order", () => {
	it.each([
		["no album", {}, "albumName"],
		["an unknown album", { albumName: "Party" }, "albumName"],
	])("%s", async (_, fields, field) => {
		const form = aForm(fields as Record<string, string>, [
			{ field: "file", name: "a.jpg", bytes: await aPicture() },
		]);
		const { status, body } = await anyone.post(photos(), form);
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
		expect(body.message).toContain(field);
	});

	it("no file", async () => {
		const { status, body } = await anyone.post(photos(), aForm({ albumName: "Official" }));
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("two files", async () => {
		const file = async () => ({ field: "file", name: "a.jpg", bytes: await aPicture() });
		const form = aForm({ albumName: "Official" }, [await file(), await file()]);
		const { status, body } = await anyone.post(photos(), form);
		expect([status, body.error]).toEqual([413, "TOO_MANY_FILES"]);
	});

	it("a file under another name", async () => {
		const form = aForm({ albumName: "Official" }, [
			{ field: "photo", name: "a.jpg", bytes: await aPicture() },
		]);
		const { status, body } = await anyone.post(photos(), form);
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("JSON", async () => {
		const { status, body } = await anyone.post(photos(), { albumName: "Official" });
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("an unknown event, and one that is no id", async () => {
		for (const id of ["16073628-0000-4df7-a505-f8a2a6139cf3", "nonsense"]) {
			const { status, body } = await anyone.upload(id, await aPicture());
			expect([status, body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		}
	});
});
