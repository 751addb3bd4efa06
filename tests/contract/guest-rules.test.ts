/** The event's rules for guests, changed while they are at it: what is under way is held to them too. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json, type Reply, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aGuest, comeIn, photosSeenBy, removePhoto, sentPhoto } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { startSlowUpload } from "#tests/support/slow-upload.ts";

const CODE = "melati";

let server: TestServer;
let owner: Api;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const anEvent = (settings: Record<string, unknown> = {}) =>
	owner.createEvent({ access_code: CODE, guest_uploads: "code", ...settings });
const guestOf = (id: string) => aGuest(server.url, id, CODE);
const photo = (id: string, photoId: string) => `/api/events/${id}/photos/${photoId}`;

describe("what is being sent while its owner changes the rules", () => {
	const began = () => queryDatabase(server.databaseUrl, "SELECT * FROM pending_objects");

	/** Sends a photo, and has the owner change the event while half of it is there. */
	async function sendAcross(from: Api, id: string, patch: Json, path = "photos", field = "file") {
		const url = `${server.url}/api/events/${id}/${path}`;
		const sending = startSlowUpload(url, { headers: from.headers });
		const bytes = await aPicture();
		sending.sendFile(field, bytes.subarray(0, 400), "open");
		await eventually(began, (rows) => rows.length === 1);
		expect((await owner.patch(`/api/events/${id}`, patch)).status).toBe(200);
		sending.send(bytes.subarray(400));
		sending.finish();
		const answer = await sending.answer;
		expect(await eventually(began, (rows) => rows.length === 0)).toEqual([]);
		return { status: answer?.status ?? 0, body: JSON.parse(answer?.body ?? "{}") };
	}

	it("waits where that is wanted by then, one or many, and is not shown", async () => {
		for (const [path, field, done] of [
			["photos", "file", 201],
			["photos/batch", "file0", 200],
		] as const) {
			const id = await anEvent();
			const guest = await guestOf(id);
			const { status } = await sendAcross(guest, id, { guest_approval: true }, path, field);
			expect([path, status]).toEqual([path, done]);
			expect(await photosSeenBy(await guestOf(id), id)).toEqual([]);
			expect(await photosSeenBy(owner, id)).toMatchObject([{ waiting: true }]);
		}
	});

	it("waits where it was begun under the promise to be looked at first", async () => {
		const id = await anEvent({ guest_approval: true });
		await sendAcross(await guestOf(id), id, { guest_approval: false });
		expect(await photosSeenBy(owner, id)).toMatchObject([{ waiting: true }]);
	});

	it("is refused as what is begun by then, and nothing is kept of it", async () => {
		const trials: [Json, (string | number)[], (string | number)[]][] = [
			[{ guest_uploads: "off" }, [403, "FORBIDDEN"], [403, "FORBIDDEN"]],
			[{ expires_at: "2026-01-01T00:00:00Z" }, [404, "EVENT_NOT_FOUND"], [404, "EVENT_NOT_FOUND"]],
			[{ access_code: "kenanga" }, [401, "ACCESS_CODE_REQUIRED"], [401, "INVALID_ACCESS_CODE"]],
		];
		for (const [patch, ofPass, ofCode] of trials) {
			const id = await anEvent();
			const coded = new Api(server.url, { "x-access-code": CODE });
			expect(refusal((await sendAcross(await guestOf(id), id, patch)) as Reply)).toEqual(ofPass);
			await owner.patch(`/api/events/${id}`, {
				...{ guest_uploads: "code", expires_at: null, access_code: CODE },
			});
			expect(refusal((await sendAcross(coded, id, patch)) as Reply)).toEqual(ofCode);
			expect(await photosSeenBy(owner, id)).toEqual([]);
		}
	});

	it("is taken from who may send it still, and from the owner whatever guests may", async () => {
		const id = await anEvent();
		const guest = await guestOf(id);
		expect((await sendAcross(guest, id, { access_code: CODE, name: "Other" })).status).toBe(201);
		expect((await sendAcross(guest, id, { guest_uploads: "open" })).status).toBe(201);
		const closed = { guest_uploads: "off", guest_approval: true, access_code: "kenanga" };
		expect((await sendAcross(owner, id, closed)).status).toBe(201);
		expect((await photosSeenBy(owner, id)).map(({ waiting }) => waiting)).toEqual([
			false,
			false,
			false,
		]);
	});
});

describe("when the code is changed", () => {
	it("passes end, and who knows the new one has again what they chose and sent", async () => {
		const id = await anEvent();
		const guest = await guestOf(id);
		const photoId = await sentPhoto(guest, id);
		await guest.put(`${photo(id, photoId)}/favourite`);
		await owner.patch(`/api/events/${id}`, { access_code: "kenanga" });
		expect(refusal(await guest.get(photo(id, photoId)))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		expect(refusal(await guest.post(`/api/events/${id}/access`, { code: null }))).toEqual([
			...[401, "ACCESS_CODE_REQUIRED"],
		]);
		expect(refusal(await guest.post(`/api/events/${id}/access`, { code: CODE }))).toEqual([
			...[401, "INVALID_ACCESS_CODE"],
		]);
		const again = await comeIn(guest, id, "kenanga");
		expect((await again.get(photo(id, photoId))).body.yours).toBe(true);
		const { body } = await again.get(`/api/events/${id}/favourites/mine`);
		expect(body.photo_ids).toEqual([photoId]);
		// The token that was ended is the same pass: the old cookie holds again with it.
		expect((await removePhoto(again, id, photoId)).status).toBe(204);
	});

	it("what guests liked stays with the owner", async () => {
		const id = await anEvent();
		const guest = await guestOf(id);
		const photoId = await sentPhoto(owner, id);
		await guest.put(`${photo(id, photoId)}/favourite`);
		await owner.patch(`/api/events/${id}`, { access_code: null });
		const { body } = await owner.get(`/api/events/${id}/favourites`);
		expect(body.photos).toMatchObject([{ photo_id: photoId, guest_count: 1 }]);
	});
});
