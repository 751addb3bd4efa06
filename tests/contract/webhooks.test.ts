/** Webhooks, as those see them who are told. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import type { Served } from "#tests/support/people.ts";
import { startWithPeople } from "#tests/support/people.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { photo, recognize } from "#tests/support/recognition.ts";
import { somePages, TASK } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

let served: Served;
let owner: Api;
let receiver: Receiver;
beforeAll(async () => {
	receiver = await startReceiver();
	served = await startWithPeople({ WEBHOOK_ALLOW_PRIVATE: "1" });
	owner = served.owner;
});
afterAll(async () => {
	await served.server.stop();
	receiver.close();
});

async function aWebhook(path: string, events: string[], by: Api = owner) {
	const { status, body } = await by.post("/api/webhooks", { url: receiver.at(path), events });
	expect(status).toBe(201);
	return body as { id: string; secret: string };
}

const deliveriesOf = async (id: string): Promise<Json[]> =>
	(await owner.get(`/api/webhooks/${id}/deliveries`)).body.deliveries;

/** The deliveries of a webhook once the last that was noted is as wanted. */
const deliveryOf = (id: string, wanted: (delivery: Json) => boolean) =>
	eventually(
		async () => (await deliveriesOf(id))[0],
		(last) => last !== undefined && wanted(last),
	);

const arrivals = (path: string, count: number) =>
	eventually(
		async () => receiver.received(path),
		(all) => all.length >= count,
	);

const upload = async (by: Api, eventId: string) =>
	(await by.upload(eventId, await aPicture())).body.id as string;

describe("what is told", () => {
	it("a photo of the owner's event that is ready, signed", async () => {
		const { id, secret } = await aWebhook("/photo", ["photo.ready"]);
		const event = await owner.createEvent();
		const photo = await upload(owner, event);
		const [told] = await arrivals("/photo", 1);
		expect(told?.body).toMatchObject({
			type: "photo.ready",
			data: { id: photo, event_id: event, album: "Official", content_type: "image/jpeg" },
		});
		expect(told?.headers["content-type"]).toBe("application/json");
		const [messageId, timestamp] = [
			told?.headers["webhook-id"],
			told?.headers["webhook-timestamp"],
		];
		expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(60);
		const key = Buffer.from(secret.slice("whsec_".length), "base64");
		expect(key).toHaveLength(32);
		const signed = createHmac("sha256", key).update(`${messageId}.${timestamp}.${told?.text}`);
		expect(told?.headers["webhook-signature"]).toBe(`v1,${signed.digest("base64")}`);
		const delivery = await deliveryOf(id, ({ state }) => state === "delivered");
		expect(delivery).toMatchObject({
			...{ id: messageId, event: "photo.ready", tries: 1, status_code: 204, error: null },
			...{ next_try_at: null, payload: told?.body },
		});
	});

	it("a guest's photo too, and nothing of another's event", async () => {
		await aWebhook("/guests", ["photo.ready"]);
		await aWebhook("/others", ["photo.ready"], served.other);
		const event = await owner.createEvent({ guest_uploads: "open" });
		const guest = new Api(owner.url);
		const form = aForm({ albumName: "Tamu", uploaderName: "A guest" }, [
			{ field: "file", name: "a.jpg", bytes: await aPicture() },
		]);
		const { status, body } = await guest.post(`/api/events/${event}/photos`, form);
		expect(status).toBe(201);
		const all = await arrivals("/guests", 1);
		expect(all.map((one) => one.body.data.id)).toContain(body.id);
		expect(receiver.received("/others")).toEqual([]);
	});

	it("a batch that is done, with those of its images that failed", async () => {
		const { id } = await aWebhook("/batch", ["batch.completed"]);
		const files = [
			{ field: "files", name: "a.jpg", bytes: await aPicture() },
			{ field: "files", name: "b.jpg", bytes: await aPicture() },
		];
		const { body } = await owner.post("/api/upload", aForm({}, files));
		const [told] = await arrivals("/batch", 1);
		expect(told?.body).toMatchObject({
			type: "batch.completed",
			data: { id: body.batch_id, total: 2, processed: 2, failed: 0, error: null },
		});
		await deliveryOf(id, ({ state }) => state === "delivered");
		expect(await deliveriesOf(id)).toHaveLength(1);
	});

	it("an archive that is none", async () => {
		await aWebhook("/archive", ["batch.completed"]);
		const whole = aZip(await somePages(2));
		const bytes = whole.subarray(0, whole.length - 40);
		const form = aForm({ task_id: TASK }, [{ field: "file", name: "a.zip", bytes }]);
		const { status, body } = await owner.post("/api/batches/upload", form);
		expect(status).toBeLessThan(300);
		const [told] = await arrivals("/archive", 1);
		expect(told?.body.data).toMatchObject({ id: body.batch_id, error: expect.any(String) });
	});
});

describe("a recognition that is done", () => {
	it("is told once", async () => {
		const { id } = await aWebhook("/recognition", ["recognition.completed"]);
		const { body } = await recognize(owner, [photo("a.jpg", await aPicture())]);
		const [told] = await arrivals("/recognition", 1);
		expect(told?.body).toMatchObject({
			type: "recognition.completed",
			data: { id: body.batch_id, total: 1, domain: expect.any(String) },
		});
		await deliveryOf(id, ({ state }) => state === "delivered");
		expect(await deliveriesOf(id)).toHaveLength(1);
	});
});

describe("who does not answer well", () => {
	it("is told again, with the same id", async () => {
		receiver.answers("/again", 500);
		const { id } = await aWebhook("/again", ["photo.ready"]);
		expect((await owner.post(`/api/webhooks/${id}/test`)).status).toBe(202);
		const waiting = await deliveryOf(id, ({ tries }) => tries === 1);
		expect(waiting).toMatchObject({
			...{ state: "waiting", status_code: 500, answer: "Answered 500", error: "It answered 500" },
			...{ next_try_at: expect.any(String), fault: "answered" },
		});
		const [first, second] = await arrivals("/again", 2);
		expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
		expect(second?.text).toBe(first?.text);
		const done = await deliveryOf(id, ({ state }) => state === "delivered");
		expect(done).toMatchObject({ tries: 2, status_code: 204, event: "webhook.test" });
		const { body } = await owner.get("/api/webhooks");
		const webhook = body.webhooks.find((one: Json) => one.id === id);
		expect([webhook.enabled, webhook.failing_since]).toEqual([true, null]);
	});

	it("is followed nowhere", async () => {
		receiver.answers("/moved", 302);
		const { id } = await aWebhook("/moved", ["photo.ready"]);
		await owner.post(`/api/webhooks/${id}/test`);
		const delivery = await deliveryOf(id, ({ tries }) => tries === 1);
		expect(delivery).toMatchObject({ state: "waiting", status_code: 302 });
		expect(receiver.received("/elsewhere")).toEqual([]);
	});

	it("is waited for ten seconds", async () => {
		receiver.answers("/silent", null);
		const { id } = await aWebhook("/silent", ["photo.ready"]);
		await owner.post(`/api/webhooks/${id}/test`);
		const delivery = await deliveryOf(id, ({ tries }) => tries === 1);
		expect(delivery).toMatchObject({
			status_code: null,
			error: "No answer within 10 seconds",
			fault: "late",
		});
	});

	it("is switched off where it is gone, and on again by its owner", async () => {
		receiver.answers("/gone", 410);
		const { id } = await aWebhook("/gone", ["photo.ready"]);
		await owner.post(`/api/webhooks/${id}/test`);
		await deliveryOf(id, ({ tries }) => tries === 1);
		const find = async () =>
			(await owner.get("/api/webhooks")).body.webhooks.find((one: Json) => one.id === id);
		expect(await find()).toMatchObject({
			...{ enabled: false, note: expect.stringContaining("410"), off_because: "gone" },
			last_delivery: { state: "waiting", status_code: 410, fault: "answered" },
		});
		const on = await owner.patch(`/api/webhooks/${id}`, { enabled: true });
		expect(on.body).toMatchObject({ enabled: true, note: null, failing_since: null });
		await owner.post(`/api/webhooks/${id}/test`);
		await arrivals("/gone", 2);
	});

	it("may be tried at once by its owner, until it was delivered", async () => {
		receiver.answers("/retry", 500, 500, 500);
		const { id } = await aWebhook("/retry", ["photo.ready"]);
		const { body: sent } = await owner.post(`/api/webhooks/${id}/test`);
		await deliveryOf(id, ({ tries }) => tries === 3 || tries === 2);
		await queryDatabase(
			served.server.databaseUrl,
			"UPDATE webhook_deliveries SET state = 'failed', tries = 9, next_try_at = NULL WHERE id = $1",
			[sent.id],
		);
		receiver.answers("/retry");
		const path = `/api/webhooks/${id}/deliveries/${sent.id}/retry`;
		expect((await owner.post(path)).body).toMatchObject({ state: "waiting", tries: 9 });
		await deliveryOf(id, ({ state, tries }) => state === "delivered" && tries === 10);
		const again = await owner.post(path);
		expect([again.status, again.body.error]).toEqual([409, "NOTHING_TO_RETRY"]);
	});
});

describe("one that nobody wants told any more", () => {
	it("is switched off, changed and deleted", async () => {
		const { id } = await aWebhook("/off", ["photo.ready"]);
		const off = await owner.patch(`/api/webhooks/${id}`, { enabled: false });
		expect(off.body).toMatchObject({ enabled: false, note: null });
		const event = await owner.createEvent();
		const watcher = await aWebhook("/watcher", ["photo.ready"]);
		await upload(owner, event);
		await deliveryOf(watcher.id, ({ state }) => state === "delivered");
		expect(await deliveriesOf(id)).toEqual([]);
		const changed = await owner.patch(`/api/webhooks/${id}`, { events: ["batch.completed"] });
		expect(changed.body.events).toEqual(["batch.completed"]);
		expect(changed.body.enabled).toBe(false);
		expect((await owner.delete(`/api/webhooks/${id}`)).status).toBe(204);
		expect((await owner.delete(`/api/webhooks/${id}`)).body.error).toBe("WEBHOOK_NOT_FOUND");
		expect((await owner.get(`/api/webhooks/${id}/deliveries`)).status).toBe(404);
	});
});

describe("what costs nobody anything", () => {
	async function toldOf(by: Api, event: string): Promise<unknown[]> {
		const photo = await upload(by, event);
		await eventually(
			async () => (await by.get(`/api/events/${event}/photos/${photo}`)).body.status,
			(status) => status === "ready",
		);
		const query = "SELECT 1 FROM webhook_deliveries WHERE payload->'data'->>'id' = $1";
		return queryDatabase(served.server.databaseUrl, query, [photo]);
	}

	it("photos that nobody wants to hear of leave no delivery", async () => {
		const { other } = served;
		const { body } = await other.get("/api/webhooks");
		for (const { id } of body.webhooks) await other.delete(`/api/webhooks/${id}`);
		expect(await toldOf(other, await other.createEvent())).toEqual([]);
	});

	it("who may not come in any more is told nothing", async () => {
		const { admin, server } = served;
		const leaver = await new Api(server.url).register("leaver");
		const event = await leaver.createEvent();
		await aWebhook("/leaver", ["photo.ready"], leaver);
		expect(await toldOf(admin, event)).toHaveLength(1);
		const { users } = (await admin.get("/api/admin/users?q=leaver")).body;
		await admin.patch(`/api/admin/users/${users[0].id}`, { disabled: true });
		expect(await toldOf(admin, event)).toEqual([]);
	});
});
