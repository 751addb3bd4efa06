/** Who may have webhooks, to which addresses, and how many. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { Api, eventually } from "#tests/support/api.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";

let served: Served;
let owner: Api;
let receiver: Receiver;
beforeAll(async () => {
	receiver = await startReceiver();
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(async () => {
	await served.server.stop();
	receiver.close();
});

const PUBLIC = { url: "https://example.com/hook", events: ["photo.ready"] };

/** Every call on a webhook, with what is answered. */
async function tryAll(api: Api, id: string, deliveryId: string) {
	const path = `/api/webhooks/${id}`;
	return [
		(await api.patch(path, { enabled: true })).status,
		(await api.post(`${path}/test`)).status,
		(await api.get(`${path}/deliveries`)).status,
		(await api.post(`${path}/deliveries/${deliveryId}/retry`)).status,
		(await api.delete(path)).status,
	];
}

describe("private addresses", () => {
	it("are refused where they are written", async () => {
		for (const host of [
			"127.0.0.1",
			"127.1",
			"10.0.0.1",
			"169.254.169.254",
			"[::1]",
			"0x7f000001",
		]) {
			const reply = await owner.post("/api/webhooks", { ...PUBLIC, url: `http://${host}/` });
			expect([host, reply.status, reply.body.error]).toEqual([host, 400, "ADDRESS_NOT_PUBLIC"]);
		}
		const { body } = await owner.post("/api/webhooks", PUBLIC);
		const moved = await owner.patch(`/api/webhooks/${body.id}`, { url: "http://192.168.0.1/" });
		expect([moved.status, moved.body.error]).toEqual([400, "ADDRESS_NOT_PUBLIC"]);
		await owner.delete(`/api/webhooks/${body.id}`);
	});

	it("are not connected to, whatever name leads there", async () => {
		const url = receiver.at("/inside").replace("127.0.0.1", "localhost");
		const { body: webhook } = await owner.post("/api/webhooks", { ...PUBLIC, url });
		await owner.post(`/api/webhooks/${webhook.id}/test`);
		const [tried] = await eventually(
			async () => (await owner.get(`/api/webhooks/${webhook.id}/deliveries`)).body.deliveries,
			(deliveries) => deliveries[0]?.tries > 0,
		);
		expect(tried).toMatchObject({
			...{ state: "waiting", status_code: null, answer: null },
			...{ error: "The address is not on the internet", fault: "not_public" },
		});
		expect(receiver.received("/inside")).toEqual([]);
		await owner.delete(`/api/webhooks/${webhook.id}`);
	});
});

describe("a webhook", () => {
	it("shows its secret once, and is its owner's alone", async () => {
		const { status, body } = await owner.post("/api/webhooks", PUBLIC);
		expect(status).toBe(201);
		const { secret, ...rest } = body;
		expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect(rest).toEqual({
			...{ id: expect.any(String), ...PUBLIC, enabled: true, note: null },
			...{ off_because: null, failing_since: null, created_at: expect.any(String) },
		});
		const list = await owner.get("/api/webhooks");
		expect(list.body.webhooks).toEqual([{ ...rest, last_delivery: null }]);
		const { body: sent } = await owner.post(`/api/webhooks/${body.id}/test`);
		for (const api of [served.other, served.admin]) {
			expect(await tryAll(api, body.id, sent.id)).toEqual([404, 404, 404, 404, 404]);
			expect((await api.get("/api/webhooks")).body.webhooks).toEqual([]);
		}
		const { body: second } = await owner.post("/api/webhooks", PUBLIC);
		const wrong = await owner.post(`/api/webhooks/${second.id}/deliveries/${sent.id}/retry`);
		expect([wrong.status, wrong.body.error]).toEqual([404, "DELIVERY_NOT_FOUND"]);
		for (const { id } of [body, second]) await owner.delete(`/api/webhooks/${id}`);
	});

	it("is nothing for strangers and for keys", async () => {
		const stranger = new Api(owner.url);
		expect(await tryAll(stranger, newId(), newId())).toEqual([401, 401, 401, 401, 401]);
		expect((await stranger.post("/api/webhooks", PUBLIC)).status).toBe(401);
		const key = await aKey(served, ["events:read", "events:write", "photos:read", "photos:write"]);
		expect((await key.post("/api/webhooks", PUBLIC)).body.error).toBe("FORBIDDEN");
		expect(await tryAll(key, newId(), newId())).toEqual([403, 403, 403, 403, 403]);
	});

	it("is not found by an id that is none", async () => {
		for (const id of ["x", newId()])
			expect(await tryAll(owner, id, "x")).toEqual([404, 404, 404, 404, 404]);
	});

	const BAD: [title: string, body: unknown][] = [
		["no address", { events: PUBLIC.events }],
		["another protocol", { ...PUBLIC, url: "file:///etc/passwd" }],
		["a password in it", { ...PUBLIC, url: "https://a:b@example.com" }],
		["no events", { ...PUBLIC, events: [] }],
		["an unknown event", { ...PUBLIC, events: ["photo.gone"] }],
		["a secret of one's own", { ...PUBLIC, secret: "whsec_1234" }],
		["no JSON object", []],
	];
	for (const [title, body] of BAD)
		it(`is not made with ${title}`, async () => {
			const reply = await owner.post("/api/webhooks", body);
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});

	it("is one of twenty at most, also of many made at once", async () => {
		const makers = Array.from({ length: 24 }, () => served.other.post("/api/webhooks", PUBLIC));
		const replies = await Promise.all(makers);
		expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
		const refused = replies.filter(({ status }) => status === 400);
		expect(refused.map(({ body }) => body.error)).toEqual(Array(4).fill("TOO_MANY_WEBHOOKS"));
		expect((await served.other.get("/api/webhooks")).body.webhooks).toHaveLength(20);
	});
});

describe("deliveries", () => {
	it("are listed in pages, the newest first", async () => {
		const { body: webhook } = await owner.post("/api/webhooks", PUBLIC);
		const sent: string[] = [];
		for (let n = 0; n < 3; n++)
			sent.unshift((await owner.post(`/api/webhooks/${webhook.id}/test`)).body.id);
		const path = `/api/webhooks/${webhook.id}/deliveries`;
		const { body: first } = await owner.get(`${path}?limit=2`);
		expect(first.deliveries.map(({ id }: { id: string }) => id)).toEqual(sent.slice(0, 2));
		const { body: rest } = await owner.get(`${path}?limit=2&cursor=${first.next_cursor}`);
		expect(rest.deliveries.map(({ id }: { id: string }) => id)).toEqual(sent.slice(2));
		expect(rest.next_cursor).toBeNull();
		const { webhooks } = (await owner.get("/api/webhooks")).body;
		const listed = webhooks.find(({ id }: { id: string }) => id === webhook.id);
		expect(listed.last_delivery).toMatchObject({ id: sent[0], event: "webhook.test" });
		for (const bad of ["limit=0", "limit=201", "cursor=x"])
			expect((await owner.get(`${path}?${bad}`)).status).toBe(400);
		await owner.delete(`/api/webhooks/${webhook.id}`);
	});
});
