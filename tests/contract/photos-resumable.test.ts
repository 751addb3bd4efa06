/** Photos from resumable uploads: `upload_id` in place of `file`. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, aForm } from "#tests/support/api.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { Tus } from "#tests/support/tus.ts";

const MB = 1024 ** 2;
let served: Served;
let eventId: string;

beforeAll(async () => {
	served = await startWithPeople();
	eventId = await served.owner.createEvent();
});
afterAll(() => served?.server.stop());

const tusOf = (api: Api) => new Tus(served.server.url, api.headers);

/** Sends a picture in two pieces, all but the last `missing` bytes; gives the upload's id. */
async function send(bytes: Buffer, { api = served.owner, purpose = "photos", missing = 0 } = {}) {
	const tus = tusOf(api);
	const path = await tus.create(bytes.length, { filename: "IMG_7.jpg", purpose });
	const half = bytes.length >> 1;
	await tus.patch(path, 0, bytes.subarray(0, half));
	await tus.patch(path, half, bytes.subarray(half, bytes.length - missing));
	return path.split("/").at(-1) ?? "";
}

const make = (upload_id: string, api = served.owner) =>
	api.post(
		`/api/events/${eventId}/photos`,
		aForm({ upload_id, albumName: "Official", uploaderName: "Ani" }),
	);

describe("a photo from a finished upload", () => {
	it("is the photo, under its name, once", async () => {
		const picture = await aPicture();
		const id = await send(picture);
		const { status, body } = await make(id);
		expect(status).toBe(201);
		expect(body).toMatchObject({
			...{ filename: "IMG_7.jpg", album_name: "Official", uploader_name: "Ani" },
			file_size: picture.length,
		});
		const again = await make(id);
		expect([again.status, again.body.error]).toEqual([404, "UPLOAD_NOT_FOUND"]);
		const same = await make(await send(picture));
		expect([same.status, same.body.id, same.body.duplicate]).toEqual([200, body.id, true]);
	});

	it("is answered as before to the same request with the same key", async () => {
		const id = await send(await aPicture());
		const owner = served.owner.with({ "idempotency-key": randomUUID() });
		const first = await make(id, owner);
		const second = await make(id, owner);
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(second.body.id).toBe(first.body.id);
	});

	it("is one photo when it is asked for three times at once", async () => {
		const id = await send(await aPicture());
		const replies = await Promise.all([make(id), make(id), make(id)]);
		expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
		for (const { status } of replies) expect([201, 404, 423]).toContain(status);
	});

	it("is nobody else's, and of no other purpose", async () => {
		const picture = await aPicture();
		const theirs = await send(picture, { api: served.other });
		const sheets = await send(picture, { purpose: "batch" });
		for (const id of [theirs, sheets, randomUUID(), "none", ""]) {
			const { status, body } = await make(id);
			expect([id, status, body.error]).toEqual([id, 404, "UPLOAD_NOT_FOUND"]);
		}
		const mine = await send(picture);
		const elsewhere = await make(mine, served.other);
		expect([elsewhere.status, elsewhere.body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		const reader = await aKey(served, ["photos:read"]);
		expect((await make(mine, reader)).status).toBe(403);
		expect((await make(mine)).status).toBe(201);
	});

	it("is whole, a picture, and not sent beside a file", async () => {
		const picture = await aPicture();
		const unfinished = await make(await send(picture, { missing: 1 }));
		expect([unfinished.status, unfinished.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		const letter = await make(await send(Buffer.from("Dear all, it was a lovely day.")));
		expect([letter.status, letter.body.error]).toEqual([400, "UNSUPPORTED_FORMAT"]);
		const both = await served.owner.post(
			`/api/events/${eventId}/photos`,
			aForm({ upload_id: await send(picture), albumName: "Official" }, [
				{ field: "file", name: "b.jpg", bytes: picture },
			]),
		);
		expect([both.status, both.body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("may be as large as one that is sent at once, and not a byte larger", async () => {
		const tus = tusOf(served.owner);
		const begin = (length: number, purpose: string) =>
			tus.post(length, {
				"upload-metadata": `purpose ${Buffer.from(purpose).toString("base64")}`,
			});
		expect((await begin(50 * MB, "photos")).status).toBe(201);
		const past = await begin(50 * MB + 1, "photos");
		expect([past.status, past.body.error]).toEqual([413, "FILE_TOO_LARGE"]);
		expect((await begin(50 * MB + 1, "batch")).status).toBe(201);
		const largest = await make(await send(await aJpegOf(50 * MB)));
		expect([largest.status, largest.body.file_size]).toEqual([201, 50 * MB]);
	});

	it("is held to the limit of phones where a phone sends it", async () => {
		const id = await send(await aJpegOf(30 * MB + 1));
		const form = aForm({ upload_id: id, albumName: "Official", connectionType: "3g" });
		const refused = await served.owner.post(`/api/events/${eventId}/photos`, form);
		expect([refused.status, refused.body.error]).toEqual([413, "FILE_TOO_LARGE"]);
		expect((await make(id)).status).toBe(201);
	});
});
