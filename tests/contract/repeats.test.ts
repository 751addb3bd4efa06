/** A repeated answer is for who may have the first: rights are looked at each time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const KEY = { "idempotency-key": "one-and-the-same" };

it("a key without the scope gets nothing that its owner was answered", async () => {
	const eventId = await owner.createEvent();
	const bytes = await aPicture();
	expect((await owner.with(KEY).upload(eventId, bytes)).status).toBe(201);
	const { body } = await owner.post("/api/keys", { name: "reader", scopes: ["photos:read"] });
	const reader = new Api(server.url).with({ ...KEY, "x-api-key": body.key });
	expect((await reader.upload(eventId, bytes)).status).toBe(403);
});

it("a guest who may no longer upload is not answered again", async () => {
	const eventId = await owner.createEvent({ guest_uploads: "open" });
	const guest = new Api(server.url).with(KEY);
	const bytes = await aPicture();
	expect((await guest.upload(eventId, bytes)).status).toBe(201);
	expect((await guest.upload(eventId, bytes)).status).toBe(201);
	await owner.patch(`/api/events/${eventId}`, { guest_uploads: "off" });
	expect((await guest.upload(eventId, bytes)).status).toBe(401);
	await owner.delete(`/api/events/${eventId}`);
	expect((await guest.upload(eventId, bytes)).status).toBe(404);
});

it("a valid access code counts beside a token that is over", async () => {
	const eventId = await owner.createEvent({ access_code: "melati" });
	const guest = new Api(server.url).with({
		authorization: "Bearer over",
		"x-access-code": "melati",
	});
	expect((await guest.get(`/api/events/${eventId}/photos`)).status).toBe(200);
});
