import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let anonymous: Api;
let owner: Api;
beforeAll(async () => {
	server = await startServer({ worker: false, env: { TRUSTED_PROXIES: "1" } });
	anonymous = new Api(server.url);
	owner = await anonymous.photographer();
});
afterAll(() => server.stop());

let keys = 0;
const aKey = () => `key-${++keys}-${randomBytes(4).toString("hex")}`;
const keyed = (key: string, caller = owner) => caller.with({ "idempotency-key": key });
const anEvent = () => owner.createEvent({ guest_uploads: "open" });

async function countPhotos(eventId: string): Promise<number> {
	return (await owner.get(`/api/events/${eventId}/photos`)).body.total;
}

describe("the same key and content", () => {
	it("gets the first answer, said to be a repeat, and stores no second photo", async () => {
		const [id, picture, api] = [await anEvent(), await aPicture(), keyed(aKey())];
		const first = await api.upload(id, picture);
		expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
		for (let n = 0; n < 2; n++) {
			const again = await api.upload(id, picture);
			expect([again.status, again.body]).toEqual([201, first.body]);
			expect(again.headers.get("idempotency-replayed")).toBe("true");
		}
		expect(await countPhotos(id)).toBe(1);
	});

	it("gets it even when the photo was deleted meanwhile, and nothing comes back", async () => {
		const [id, picture, api] = [await anEvent(), await aPicture(), keyed(aKey())];
		const first = await api.upload(id, picture);
		await owner.delete(`/api/events/${id}/photos/${first.body.id}`);
		expect((await api.upload(id, picture)).body.id).toBe(first.body.id);
		expect(await countPhotos(id)).toBe(0);
	});

	it("gets a batch's answer of some and of none too, however much of a bad file was read", async () => {
		const id = await anEvent();
		const good = { name: "good.jpg", bytes: await aPicture() };
		const bad = {
			name: "bad.jpg",
			bytes: Buffer.concat([Buffer.from("text"), randomBytes(900_000)]),
		};
		const big = {
			name: "big.jpg",
			bytes: Buffer.concat([await aPicture(), randomBytes(31_500_000)]),
		};
		const phone = owner.with({ "sec-ch-ua-mobile": "?1" });
		for (const [files, status] of [
			[[bad, good], 207],
			[[good, big], 207],
			[[bad], 422],
		] as const) {
			const api = keyed(aKey(), phone);
			const first = await api.uploadBatch(id, files);
			const again = await api.uploadBatch(id, files);
			expect([first.status, again.status]).toEqual([status, status]);
			expect(again.body).toEqual(first.body);
			expect(again.headers.get("idempotency-replayed")).toBe("true");
		}
		expect(await countPhotos(id)).toBe(1);
	});

	it("with and without a slash behind the address is the same request", async () => {
		const [id, picture, key] = [await anEvent(), await aPicture(), aKey()];
		const first = await keyed(key).upload(id, picture);
		await owner.delete(`/api/events/${id}/photos/${first.body.id}`);
		const form = new FormData();
		form.set("albumName", "Official");
		form.set("file", new Blob([new Uint8Array(picture)]), "photo.jpg");
		const again = await keyed(key).post(`/api/events/${id}/photos/`, form);
		expect(again.body).toEqual(first.body);
	});
});

describe("the same key and another content", () => {
	it("is 422, whether a byte, a name or a field differs, and stores nothing", async () => {
		const [id, picture, api] = [await anEvent(), await aPicture(), keyed(aKey())];
		await api.upload(id, picture, "a.jpg");
		for (const reply of [
			await api.upload(id, await aPicture(), "a.jpg"),
			await api.upload(id, picture, "b.jpg"),
			await api.upload(id, picture, "a.jpg", { albumName: "Tamu" }),
			await api.upload(id, picture, "a.jpg", { uploaderName: "Ana" }),
		])
			expect([reply.status, reply.body.error]).toEqual([422, "IDEMPOTENCY_MISMATCH"]);
		expect(await countPhotos(id)).toBe(1);
	});

	it("at another address is another request", async () => {
		const [one, two, picture, api] = [
			await anEvent(),
			await anEvent(),
			await aPicture(),
			keyed(aKey()),
		];
		const [a, b] = [await api.upload(one, picture), await api.upload(two, picture)];
		expect([a.status, b.status]).toEqual([201, 201]);
		expect(a.body.id).not.toBe(b.body.id);
	});
});

describe("the same key of another caller", () => {
	it("is another key", async () => {
		const [id, key] = [await anEvent(), aKey()];
		const admin = await anonymous.admin();
		const guest = (n: number) => anonymous.with({ "x-forwarded-for": `198.51.100.${n}` });
		const callers = [owner, admin, guest(1), guest(2)];
		const ids = new Set<string>();
		for (const caller of callers) {
			const { status, body } = await keyed(key, caller).upload(id, await aPicture());
			expect(status).toBe(201);
			ids.add(body.id);
		}
		expect(ids.size).toBe(callers.length);
	});

	it("shows a stranger nothing of the first one's answer", async () => {
		const id = await owner.createEvent({ access_code: "secret" });
		const [picture, key] = [await aPicture(), aKey()];
		expect((await keyed(key).upload(id, picture)).status).toBe(201);
		const { status, body } = await keyed(key, anonymous).upload(id, picture);
		expect([status, body.error]).toEqual([401, "UNAUTHENTICATED"]);
	});
});

describe("the same key at once", () => {
	it("runs once; the others are told to wait, or get its answer", async () => {
		const [id, picture, api] = [await anEvent(), await aPicture(), keyed(aKey())];
		const replies = await Promise.all(Array.from({ length: 8 }, () => api.upload(id, picture)));
		const done = replies.filter(({ status }) => status === 201);
		expect(done.length).toBeGreaterThanOrEqual(1);
		expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
		expect(done.filter(({ headers }) => !headers.has("idempotency-replayed"))).toHaveLength(1);
		for (const reply of replies.filter(({ status }) => status !== 201)) {
			expect([reply.status, reply.body.error]).toEqual([409, "IDEMPOTENCY_IN_PROGRESS"]);
			expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
		}
		expect(await countPhotos(id)).toBe(1);
		expect((await api.upload(id, picture)).body.id).toBe(done[0]?.body.id);
	});
});

describe("a first attempt that failed", () => {
	it("lets the next one run, with whatever content", async () => {
		const [id, picture, api] = [await anEvent(), await aPicture(), keyed(aKey())];
		const noAlbum = await api.upload(id, picture, "a.jpg", { albumName: "Nowhere" });
		expect([noAlbum.status, noAlbum.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		const noImage = await api.upload(id, Buffer.from("text"), "a.jpg");
		expect(noImage.body.error).toBe("UNSUPPORTED_FORMAT");
		const malformed = await api
			.with({ "content-type": "multipart/form-data; boundary=x" })
			.request("POST", `/api/events/${id}/photos`, {});
		expect(malformed.status).toBe(400);
		const { status, headers } = await api.upload(id, picture, "a.jpg");
		expect([status, headers.has("idempotency-replayed")]).toEqual([201, false]);
	});

	it("for want of rights lets the next one run when there are", async () => {
		const [id, picture, key] = [await owner.createEvent(), await aPicture(), aKey()];
		const guest = keyed(key, anonymous.with({ "x-forwarded-for": "198.51.100.77" }));
		expect((await guest.upload(id, picture)).status).toBe(401);
		await owner.patch(`/api/events/${id}`, { guest_uploads: "open" });
		expect((await guest.upload(id, picture)).status).toBe(201);
	});
});

describe("the key itself", () => {
	it("has 1 to 255 characters", async () => {
		const [id, picture] = [await anEvent(), await aPicture()];
		expect((await keyed("k".repeat(255)).upload(id, picture)).status).toBe(201);
		for (const key of ["k".repeat(256), "", "   "]) {
			const { status, body } = await keyed(key).upload(id, picture);
			expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
		}
	});
});

describe("a database that does not take an answer", () => {
	const query = (sql: string) => queryDatabase(server.databaseUrl, sql);

	/** So many writes of that kind fail, then none; returns what ends it. */
	async function refuse(what: "UPDATE OF fingerprint" | "DELETE", times: number) {
		await query(`
			CREATE SEQUENCE refusals;
			CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				IF nextval('refusals') <= ${times} THEN RAISE EXCEPTION 'refused'; END IF;
				RETURN coalesce(NEW, OLD);
			END $$;
			CREATE TRIGGER refuse BEFORE ${what} ON idempotency_keys
				FOR EACH ROW EXECUTE FUNCTION refuse()`);
		return () => query("DROP FUNCTION refuse CASCADE; DROP SEQUENCE refusals");
	}

	async function aBatch() {
		const bytes = await aPicture();
		const form = () => aForm({}, [{ field: "files[]", name: "one.jpg", bytes }]);
		const api = keyed(aKey());
		return () => api.post("/upload", form());
	}
	const countBatches = async () => (await query("SELECT 1 FROM batches")).length;

	it("for a moment keeps it the next time it is tried", async () => {
		const [before, send] = [await countBatches(), await aBatch()];
		const end = await refuse("UPDATE OF fingerprint", 2);
		const first = await send();
		await end();
		expect(first.status).toBe(201);
		const again = await send();
		expect([again.status, again.body]).toEqual([201, first.body]);
		expect(again.headers.get("idempotency-replayed")).toBe("true");
		expect(await countBatches()).toBe(before + 1);
	});

	it("for longer has the sender told all the same, and makes no second batch at once", async () => {
		const [before, send] = [await countBatches(), await aBatch()];
		const end = await refuse("UPDATE OF fingerprint", 1000);
		const first = await send();
		await end();
		expect([first.status, first.body.total_images]).toEqual([201, 1]);
		const again = await send();
		expect([again.status, again.body.error]).toEqual([409, "IDEMPOTENCY_IN_PROGRESS"]);
		expect(await countBatches()).toBe(before + 1);
	});

	it("says what was wrong with a request, also where its key cannot be released", async () => {
		const [id, picture] = [await anEvent(), await aPicture()];
		const end = await refuse("DELETE", 1000);
		const reply = await keyed(aKey()).upload(id, picture, "a.jpg", { albumName: "Nowhere" });
		await end();
		expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});
});
