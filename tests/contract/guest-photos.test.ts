/** What guests bring: theirs to remove, and for the owner to approve where that is wanted. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json, refusal } from "#tests/support/api.ts";
import { queuedBehind } from "#tests/support/database.ts";
import { aGuest, photosSeenBy, removePhoto, sendPhoto, sentPhoto } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

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
const approve = (as: Api, id: string, photoIds: unknown) =>
	as.post(`/api/events/${id}/photos/approve`, { photo_ids: photoIds });
const counts = async (as: Api, id: string) => {
	const { body } = await as.get(`/api/events/${id}`);
	return [body.photo_count, body.albums.map((album: Json) => album.photo_count)];
};

describe("a guest's own photo", () => {
	it("is marked as theirs, for them alone", async () => {
		const id = await anEvent();
		const [guest, other] = [await guestOf(id), await guestOf(id)];
		const photoId = await sentPhoto(guest, id);
		const yours = async (as: Api) => (await as.get(photo(id, photoId))).body.yours;
		expect([await yours(guest), await yours(other), await yours(owner)]).toEqual([
			...[true, false, false],
		]);
	});

	it("is theirs to remove, once", async () => {
		const id = await anEvent();
		const guest = await guestOf(id);
		const photoId = await sentPhoto(guest, id);
		expect((await removePhoto(guest, id, photoId)).status).toBe(204);
		expect(await photosSeenBy(owner, id)).toEqual([]);
		expect((await removePhoto(guest, id, photoId)).status).toBe(401);
	});

	it("is not another's to remove, nor the owner's theirs", async () => {
		const [id, elsewhere] = [await anEvent(), await anEvent()];
		const [guest, other] = [await guestOf(id), await guestOf(id)];
		const [own, owners] = [await sentPhoto(guest, id), await sentPhoto(owner, id)];
		const trials: [Api, string, string, (string | number)[]][] = [
			[other, id, own, [401, "UNAUTHENTICATED"]],
			[guest, id, owners, [401, "UNAUTHENTICATED"]],
			[guest, elsewhere, own, [401, "UNAUTHENTICATED"]],
			[new Api(server.url), id, own, [401, "UNAUTHENTICATED"]],
			[new Api(server.url, { "x-access-code": CODE }), id, own, [401, "UNAUTHENTICATED"]],
			[guest, id, "no-id", [401, "UNAUTHENTICATED"]],
		];
		for (const [as, event, photoId, wanted] of trials)
			expect(refusal(await removePhoto(as, event, photoId))).toEqual(wanted);
		expect(await photosSeenBy(owner, id)).toHaveLength(2);
	});

	it("is not theirs alone once somebody else was told that it is kept", async () => {
		const id = await anEvent();
		const coded = new Api(server.url, { "x-access-code": CODE });
		for (const other of [owner, await guestOf(id), coded]) {
			const [guest, bytes] = [await guestOf(id), await aPicture()];
			const photoId = (await sendPhoto(guest, id, bytes)).body.id;
			const { status, body } = await sendPhoto(other, id, bytes);
			expect([status, body.id, body.duplicate]).toEqual([200, photoId, true]);
			expect((await guest.get(photo(id, photoId))).body.yours).toBe(false);
			expect(refusal(await removePhoto(guest, id, photoId))).toEqual([401, "UNAUTHENTICATED"]);
			expect((await owner.get(photo(id, photoId))).status).toBe(200);
			expect((await removePhoto(owner, id, photoId)).status).toBe(204);
		}
	});

	it("is theirs however often they have sent it themselves, and in another album", async () => {
		const id = await anEvent();
		const [guest, bytes] = [await guestOf(id), await aPicture()];
		const photoId = (await sendPhoto(guest, id, bytes)).body.id;
		expect((await sendPhoto(guest, id, bytes)).body.id).toBe(photoId);
		await owner.upload(id, bytes, "other.jpg", { albumName: "Official" });
		expect((await removePhoto(guest, id, photoId)).status).toBe(204);
		expect(await photosSeenBy(owner, id)).toHaveLength(1);
	});

	it("removed while somebody else sends the same is never lost to who was told that it is kept", async () => {
		const id = await anEvent();
		for (const upload of ["first", "last"]) {
			const [guest, bytes] = [await guestOf(id), await aPicture()];
			const photoId = (await sendPhoto(guest, id, bytes)).body.id;
			const deeds = [() => sendPhoto(owner, id, bytes), () => removePhoto(guest, id, photoId)];
			if (upload === "last") deeds.reverse();
			const held = "SELECT 1 FROM media WHERE id = $1 FOR UPDATE";
			const replies = await queuedBehind(server.databaseUrl, held, [photoId], deeds);
			const done = upload === "first" ? 200 : 204;
			expect([upload, ...replies.map(({ status }) => status)]).toEqual([upload, done, 503]);
			const again = await deeds[1]?.();
			expect([upload, again?.status]).toEqual([upload, upload === "first" ? 401 : 201]);
		}
		expect(await photosSeenBy(owner, id)).toHaveLength(2);
	});

	it("stays once guests may add no photos any more, and once the event has ended for them", async () => {
		const id = await anEvent();
		const guest = await guestOf(id);
		const photoId = await sentPhoto(guest, id);
		await owner.patch(`/api/events/${id}`, { guest_uploads: "off" });
		expect(refusal(await removePhoto(guest, id, photoId))).toEqual([403, "FORBIDDEN"]);
		await owner.patch(`/api/events/${id}`, {
			...{ guest_uploads: "code", expires_at: "2026-01-01T00:00:00Z" },
		});
		expect(refusal(await removePhoto(guest, id, photoId))).toEqual([404, "EVENT_NOT_FOUND"]);
	});
});

describe("what waits for approval", () => {
	async function waiting() {
		const id = await anEvent({ guest_approval: true });
		const [guest, other] = [await guestOf(id), await guestOf(id)];
		const bytes = await aPicture();
		const { status, body } = await sendPhoto(guest, id, bytes);
		expect(status).toBe(201);
		return { id, guest, other, bytes, photoId: body.id as string };
	}

	it("is seen by its owner and by who has sent it, and by nobody else, nor counted", async () => {
		const { id, guest, other, photoId } = await waiting();
		const coded = new Api(server.url, { "x-access-code": CODE });
		for (const as of [guest, owner]) {
			expect(await photosSeenBy(as, id)).toMatchObject([{ id: photoId, waiting: true }]);
			expect(await counts(as, id)).toEqual([1, [0, 1, 0]]);
		}
		for (const as of [other, coded]) {
			for (const query of ["", "?album=Tamu", "?waiting=1"])
				expect(await photosSeenBy(as, id, query)).toEqual([]);
			expect(refusal(await as.get(photo(id, photoId)))).toEqual([404, "PHOTO_NOT_FOUND"]);
			expect(await counts(as, id)).toEqual([0, [0, 0, 0]]);
		}
		expect(refusal(await other.put(`${photo(id, photoId)}/favourite`))).toEqual([
			...[404, "PHOTO_NOT_FOUND"],
		]);
	});

	it("is not shown by way of a shared list either", async () => {
		const { id, guest, other, photoId } = await waiting();
		await guest.put(`${photo(id, photoId)}/favourite`);
		const mine = `/api/events/${id}/favourites/mine`;
		const { list_id: listId } = (await guest.patch(mine, { shared: true })).body;
		const list = `/api/events/${id}/favourites/lists/${listId}`;
		expect((await other.get(list)).body.photo_count).toBe(0);
		expect(await photosSeenBy(other, id, `?list=${listId}`)).toEqual([]);
		expect((await guest.get(list)).body.photo_count).toBe(1);
	});

	it("is told to the owner by its number, and listed", async () => {
		const { id, photoId } = await waiting();
		const approved = await sentPhoto(owner, id);
		expect((await owner.get(`/api/events/${id}`)).body.waiting_count).toBe(1);
		expect(await photosSeenBy(owner, id, "?waiting=1")).toMatchObject([{ id: photoId }]);
		expect(await photosSeenBy(owner, id, "?waiting=0")).toHaveLength(2);
		expect(await photosSeenBy(owner, id)).toMatchObject([{ id: approved, waiting: false }, {}]);
	});

	it("is everybody's once it is approved; twice and at once is once", async () => {
		const { id, other, photoId } = await waiting();
		const replies = await Promise.all([1, 2, 3].map(() => approve(owner, id, [photoId, photoId])));
		expect(replies.map(({ body }) => body.approved).toSorted()).toEqual([0, 0, 1]);
		expect(await photosSeenBy(other, id)).toMatchObject([{ id: photoId, waiting: false }]);
		expect((await owner.get(`/api/events/${id}`)).body.waiting_count).toBe(0);
	});

	it("is approved by the owner alone, all of it or none", async () => {
		const { id, guest, photoId } = await waiting();
		const foreign = await sentPhoto(owner, await anEvent());
		expect(refusal(await approve(guest, id, [photoId]))).toEqual([401, "UNAUTHENTICATED"]);
		expect(refusal(await approve(owner, id, [photoId, foreign]))).toEqual([
			...[404, "PHOTO_NOT_FOUND"],
		]);
		for (const ids of [[], ["x"], Array.from({ length: 501 }, () => crypto.randomUUID()), "all"])
			expect(refusal(await approve(owner, id, ids))).toEqual([400, "VALIDATION_ERROR"]);
		expect((await owner.get(`/api/events/${id}`)).body.waiting_count).toBe(1);
	});

	it("is approved beside others that are gone by now, where that is asked for", async () => {
		const { id, other, photoId } = await waiting();
		const foreign = await sentPhoto(owner, await anEvent());
		const body = { photo_ids: [foreign, photoId], skip_missing: true };
		const reply = await owner.post(`/api/events/${id}/photos/approve`, body);
		expect([reply.status, reply.body]).toEqual([200, { approved: 1, missing: [foreign] }]);
		expect(await photosSeenBy(other, id)).toHaveLength(1);
	});

	it("is gone once it is declined, and may be sent again", async () => {
		const { id, guest, bytes, photoId } = await waiting();
		const declined = { media_ids: [photoId] };
		expect((await owner.post(`/api/events/${id}/media/remove`, declined)).status).toBe(200);
		expect(await photosSeenBy(guest, id)).toEqual([]);
		expect((await sendPhoto(guest, id, bytes)).status).toBe(201);
	});

	it("waits no more once its owner has sent the same", async () => {
		const { id, other, bytes, photoId } = await waiting();
		const { status, body } = await sendPhoto(owner, id, bytes);
		expect([status, body.id]).toEqual([200, photoId]);
		expect(await photosSeenBy(other, id)).toMatchObject([{ id: photoId, waiting: false }]);
	});

	it("still waits after another guest has sent the same", async () => {
		const { id, other, bytes } = await waiting();
		expect((await sendPhoto(other, id, bytes)).status).toBe(200);
		expect(await photosSeenBy(other, id)).toEqual([]);
	});

	it("is still seen by its first sender then, who cannot take it from the other", async () => {
		const { id, guest, other, bytes, photoId } = await waiting();
		await sendPhoto(other, id, bytes);
		expect(await photosSeenBy(guest, id)).toMatchObject([{ id: photoId, waiting: true }]);
		expect(refusal(await removePhoto(guest, id, photoId))).toEqual([401, "UNAUTHENTICATED"]);
		expect(await photosSeenBy(owner, id)).toHaveLength(1);
	});

	it("waits on when approval is switched off; what comes then does not", async () => {
		const { id, guest, other, photoId } = await waiting();
		await owner.patch(`/api/events/${id}`, { guest_approval: false });
		const next = await sentPhoto(guest, id);
		expect(await photosSeenBy(other, id)).toMatchObject([{ id: next }]);
		await approve(owner, id, [photoId]);
		expect(await photosSeenBy(other, id)).toHaveLength(2);
	});

	it("without a pass is seen by its owner alone", async () => {
		const id = await anEvent({ access_code: null, guest_uploads: "open", guest_approval: true });
		const stranger = new Api(server.url);
		await sentPhoto(stranger, id);
		expect(await photosSeenBy(stranger, id)).toEqual([]);
		expect(await photosSeenBy(owner, id)).toHaveLength(1);
	});
});
