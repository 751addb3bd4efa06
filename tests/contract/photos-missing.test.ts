/** Which photos an album has not: asked by senders that know what they have. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { aPicture } from "#tests/support/pictures.ts";

let served: Served;
let eventId: string;
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const ask = (api: Api, sha256: unknown, album: unknown = "Official", id = eventId) =>
	api.post(`/api/events/${id}/photos/missing`, { album, sha256 });

beforeAll(async () => {
	served = await startWithPeople();
	eventId = await served.owner.createEvent({ guest_uploads: "open" });
});
afterAll(() => served?.server.stop());

describe("photos that an album has not", () => {
	it("are named once each, in the order asked", async () => {
		const [here, first, second] = await Promise.all([aPicture(), aPicture(), aPicture()]);
		await served.owner.upload(eventId, here);
		const asked = [second, here, first, second].map(hashOf);
		const { status, body } = await ask(served.owner, asked);
		expect([status, body]).toEqual([200, { missing: [hashOf(second), hashOf(first)] }]);
	});

	it("are all of them in another album and another event, and after it was deleted", async () => {
		const picture = await aPicture();
		const hash = hashOf(picture);
		const { body } = await served.owner.upload(eventId, picture);
		const other = await served.owner.createEvent();
		expect((await ask(served.owner, [hash])).body.missing).toEqual([]);
		expect((await ask(served.owner, [hash], "Tamu")).body.missing).toEqual([hash]);
		expect((await ask(served.owner, [hash], "Official", other)).body.missing).toEqual([hash]);
		await served.owner.delete(`/api/events/${eventId}/photos/${body.id}`);
		expect((await ask(served.owner, [hash])).body.missing).toEqual([hash]);
	});

	it("include one that failed: it may be sent once more", async () => {
		const broken = (await aPicture({ format: "png" })).subarray(0, 45);
		const { body } = await served.owner.upload(eventId, broken, "broken.png");
		const read = async () =>
			(await served.owner.get(`/api/events/${eventId}/photos/${body.id}`)).body as Json;
		await eventually(read, ({ status }) => status === "failed");
		expect((await ask(served.owner, [hashOf(broken)])).body.missing).toEqual([hashOf(broken)]);
	});

	it("can be asked a thousand at a time, and not one more or none", async () => {
		const hashes = Array.from({ length: 1001 }, (_, n) => hashOf(Buffer.from(`${n}`)));
		const most = await ask(served.owner, hashes.slice(1));
		expect([most.status, most.body.missing.length]).toEqual([200, 1000]);
		for (const wrong of [hashes, [], ["A".repeat(64)], ["a".repeat(63)], "a", null])
			expect((await ask(served.owner, wrong)).body.error).toBe("VALIDATION_ERROR");
		expect((await ask(served.owner, hashes.slice(1), "Other")).body.error).toBe("VALIDATION_ERROR");
	});

	it("are none of others' business, though these may add photos", async () => {
		const hash = hashOf(await aPicture());
		const strange = await ask(new Api(served.server.url), [hash]);
		expect([strange.status, strange.body.error]).toEqual([401, "UNAUTHENTICATED"]);
		const other = await ask(served.other, [hash]);
		expect([other.status, other.body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		expect((await ask(served.owner, [hash], "Official", "no-id")).status).toBe(404);
		expect((await ask(served.admin, [hash])).status).toBe(200);
	});

	it("can be asked with a key that may send photos", async () => {
		const hash = hashOf(await aPicture());
		expect((await ask(await aKey(served, ["photos:write"]), [hash])).status).toBe(200);
		const reading = await ask(await aKey(served, ["photos:read"]), [hash]);
		expect([reading.status, reading.body.error]).toEqual([403, "INSUFFICIENT_SCOPE"]);
	});
});
