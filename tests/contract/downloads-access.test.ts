/** Who may download what, what is left out, and what ends a download. */
import { readdir, readlink } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase, whileLocked } from "#tests/support/database.ts";
import { allSettled, ask, fetchAndBreak, fetchWhole, unpacked } from "#tests/support/downloads.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { faultsOf, startServer, type TestServer } from "#tests/support/server.ts";

const MB = 1024 ** 2;
const MOST = 4;

let server: TestServer;
let owner: Api;
let guest: Api;

beforeAll(async () => {
	server = await startServer({ env: { MAX_FILES_DOWNLOAD: String(MOST), TRUSTED_PROXIES: "1" } });
	guest = new Api(server.url);
	owner = await guest.photographer();
});
afterAll(() => server?.stop());

async function anEvent(count: number, settings: Record<string, unknown> = {}) {
	const eventId = await owner.createEvent(settings);
	for (let n = 0; n < count; n++) await owner.upload(eventId, await aPicture(), `${n}.jpg`);
	const photos = await allSettled(owner, eventId);
	return { eventId, ids: photos.map(({ id }) => id as string) };
}

const errorOf = async (url: string) => {
	const response = await fetch(url);
	return { status: response.status, ...((await response.json()) as Json) };
};

describe("what is chosen", () => {
	it.each([
		["nothing", {}],
		["two things", { all: true, album: "Official" }],
		["no album of ours", { album: "Family" }],
		["a size of no kind", { all: true, size: "huge" }],
		["no photos", { photo_ids: [] }],
		["what is no id", { photo_ids: ["x"] }],
		["something unknown", { all: true, everything: 1 }],
		["all: false", { all: false }],
	])("may not be %s", async (_, body) => {
		const { eventId } = await anEvent(0);
		const answer = await ask(owner, eventId, body);
		expect([answer.status, answer.body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("may be named one by one, 20,000 of them, and not one more", async () => {
		const { eventId } = await anEvent(0);
		const some = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());
		const answerTo = async (photo_ids: string[]) => {
			const { status, body } = await ask(owner, eventId, { photo_ids });
			return [status, body.error];
		};
		expect(await answerTo(some(20_000))).toEqual([422, "NOTHING_TO_DOWNLOAD"]);
		expect(await answerTo(some(20_001))).toEqual([400, "VALIDATION_ERROR"]);
		expect(await answerTo(some(30_000))).toEqual([413, "REQUEST_TOO_LARGE"]);
	});

	it("may be as many files as are allowed, and not one more", async () => {
		const { eventId, ids } = await anEvent(MOST + 1);
		expect((await ask(owner, eventId, { photo_ids: ids.slice(1) })).body.files).toBe(MOST);
		const { status, body } = await ask(owner, eventId);
		expect([status, body.error]).toEqual([413, "TOO_MANY_FILES"]);
		expect(body.message).toBe(`Maximum ${MOST} files per download`);
	});

	it("says which photos are not in it, and why", async () => {
		const { eventId, ids } = await anEvent(2);
		const elsewhere = await anEvent(1);
		await owner.delete(`/api/events/${eventId}/photos/${ids[0]}`);
		const photo_ids = [...ids, ...elsewhere.ids];
		const { body } = await ask(owner, eventId, { photo_ids });
		expect(body.files).toBe(1);
		const gone = (photo_id: string | undefined) => ({ photo_id, filename: null, reason: "gone" });
		expect(body.left_out).toEqual([gone(ids[0]), gone(elsewhere.ids[0])]);
		const other = await ask(owner, eventId, { photo_ids: elsewhere.ids });
		expect([other.status, other.body.error]).toEqual([422, "NOTHING_TO_DOWNLOAD"]);
	});

	it("leaves out what is not ready for guests yet", async () => {
		const { eventId } = await anEvent(1);
		await server.killWorker();
		const { id } = (await owner.upload(eventId, await aPicture(), "new.jpg")).body;
		const { body } = await ask(guest, eventId);
		expect(body.left_out).toEqual([{ photo_id: id, filename: "new.jpg", reason: "processing" }]);
		expect((await ask(owner, eventId)).body.files).toBe(2);
		await server.startWorker();
	});

	it("is a zone with all its files for the owner, and with its photos for guests", async () => {
		const { eventId, ids } = await anEvent(2);
		const zone = await new EventMedia(owner, eventId).aZone(2);
		const move = { media_ids: ids, zone_id: zone.id };
		await owner.post(`/api/events/${eventId}/media/move`, move);
		const sizeFor = async (as: Api) => {
			const { body } = await ask(as, eventId, { zone_id: zone.id });
			return (await unpacked(await fetchWhole(body.url))).size;
		};
		expect([await sizeFor(owner), await sizeFor(guest)]).toEqual([4, 2]);
	});

	it("is no zone of another event, and for guests none of which they see nothing", async () => {
		const [{ eventId }, elsewhere] = [await anEvent(1), await anEvent(0)];
		const documents = await new EventMedia(owner, eventId).aZone(2);
		const other = await new EventMedia(owner, elsewhere.eventId).aZone(2);
		const asked = [
			await ask(guest, eventId, { zone_id: documents.id }),
			await ask(guest, eventId, { zone_id: other.id }),
			await ask(owner, eventId, { zone_id: other.id }),
			await ask(owner, eventId, { zone_id: eventId }),
		];
		for (const { status, body } of asked)
			expect([status, body.error]).toEqual([404, "ZONE_NOT_FOUND"]);
	});
});

describe("a guest", () => {
	it("downloads nothing where downloads are off, not even what was begun", async () => {
		const { eventId } = await anEvent(1);
		const [theirs, ours] = await Promise.all([ask(guest, eventId), ask(owner, eventId)]);
		await owner.patch(`/api/events/${eventId}`, { downloads: false });
		const refused = await ask(guest, eventId);
		expect([refused.status, refused.body.error]).toEqual([403, "FORBIDDEN"]);
		expect((await fetch(theirs.body.url)).status).toBe(404);
		expect((await fetch(ours.body.url)).status).toBe(200);
	});

	it("keeps no originals that were allowed once", async () => {
		const { eventId } = await anEvent(1, { guest_originals: true });
		const { url } = (await ask(guest, eventId)).body;
		expect((await fetch(url)).status).toBe(200);
		await owner.patch(`/api/events/${eventId}`, { guest_originals: false });
		expect(await errorOf(url)).toMatchObject({ status: 404, error: "FILE_NOT_FOUND" });
	});
});

describe("a photo that is deleted", () => {
	it("ends the archives that have it, and tells who comes back", async () => {
		const { eventId, ids } = await anEvent(2);
		const { url } = (await ask(guest, eventId)).body;
		await owner.delete(`/api/events/${eventId}/photos/${ids[0]}`);
		expect(await errorOf(url)).toMatchObject({ status: 410, error: "DOWNLOAD_CHANGED" });
		expect((await fetch(url, { headers: { range: "bytes=10-" } })).status).toBe(410);
		expect((await ask(guest, eventId)).body.files).toBe(1);
	});

	it("ends a download that is under way, and the server goes on", async () => {
		const eventId = await owner.createEvent();
		for (let n = 0; n < 3; n++) await owner.upload(eventId, await aJpegOf(20 * MB), `${n}.jpg`);
		const photos = await allSettled(owner, eventId);
		const { url, bytes } = (await ask(owner, eventId)).body;
		const response = await fetch(url);
		const reader = (response.body as ReadableStream<Uint8Array>).getReader();
		await reader.read();
		// The last to be sent; what is sent already is nobody's to take back.
		const last = photos[0]?.id;
		await owner.delete(`/api/events/${eventId}/photos/${last}`);
		const isGone = async () => (await fetch(photos[0]?.url)).status;
		await eventually(isGone, (status) => status === 404);
		let read = 0;
		const rest = async () => {
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return;
				read += value.length;
			}
		};
		await expect(rest()).rejects.toThrow();
		expect(read).toBeLessThan(bytes);
	});

	it("with its event ends the archive altogether", async () => {
		const { eventId } = await anEvent(1);
		const { url } = (await ask(owner, eventId)).body;
		await owner.delete(`/api/events/${eventId}`);
		expect((await fetch(url)).status).toBe(404);
	});
});

describe("an address", () => {
	it("is worth nothing when it is altered, made up or over", async () => {
		const { eventId } = await anEvent(1);
		const other = await anEvent(1);
		const { url } = (await ask(owner, eventId)).body;
		const another = new URL((await ask(owner, other.eventId)).body.url).pathname;
		const swapped = new URL(url);
		swapped.pathname = another;
		const later = new URL(url);
		later.searchParams.set("e", "99999999999999");
		for (const bad of [swapped.href, later.href, url.replace(/downloads\/[^?]+/, "downloads/x")])
			expect((await fetch(bad)).status).toBe(404);
		await queryDatabase(server.databaseUrl, "UPDATE archives SET expires_at = now()");
		expect((await fetch(url)).status).toBe(404);
	});
});

describe("who breaks off", () => {
	it("leaves nothing open", async () => {
		const eventId = await owner.createEvent();
		for (let n = 0; n < 2; n++) await owner.upload(eventId, await aJpegOf(20 * MB), `${n}.jpg`);
		const { url } = (await ask(owner, eventId)).body;
		for (let n = 0; n < 20; n++) await fetchAndBreak(url, 1000 + n * MB);
		const folder = `/proc/${server.web().pid}/fd`;
		const openObjects = async () => {
			const names = await readdir(folder);
			const links = await Promise.all(
				names.map((name) => readlink(`${folder}/${name}`).catch(() => "")),
			);
			return links.filter((path) => path.includes("/objects/"));
		};
		await eventually(openObjects, (paths) => paths.length === 0);
		expect(faultsOf(server)).toEqual([]);
	});
});

describe("an owner's download", () => {
	it("stands in the log of who did what; a guest's does not", async () => {
		const { eventId } = await anEvent(1);
		await ask(owner, eventId);
		await ask(guest, eventId);
		const admin = await guest.admin();
		const { body } = await admin.get("/api/admin/audit?action=photos_exported&limit=1");
		expect(body.entries[0]).toMatchObject({
			...{ action: "photos_exported", subject: { id: eventId } },
			details: { chosen: "all", size: "original", files: 1 },
		});
		const found = "SELECT user_id FROM downloads WHERE event_id = $1 ORDER BY id";
		const rows = await queryDatabase<Json>(server.databaseUrl, found, [eventId]);
		expect(rows.map(({ user_id }) => user_id === null)).toEqual([false, true]);
	});
});

describe("many different choices", () => {
	/** Four of six photos, in two sizes: 30 archives. */
	const choicesOf = (ids: string[]) =>
		["original", "medium"].flatMap((size) =>
			ids.flatMap((a, at) =>
				ids
					.slice(at + 1)
					.map((b) => ({ size, photo_ids: ids.filter((id) => id !== a && id !== b) })),
			),
		);
	const statusOf = async (url: string) => (await fetch(url, { method: "HEAD" })).status;

	it("of guests end the one that was asked for first, once they list more than 20 whole archives", async () => {
		const { eventId, ids } = await anEvent(MOST + 2);
		const [first, second, ...others] = choicesOf(ids);
		const urlOf = async (api: Api, choice: unknown) => (await ask(api, eventId, choice)).body.url;
		const owners = await urlOf(owner, first);
		const urls = [await urlOf(guest, first), await urlOf(guest, second)];
		for (const choice of others.slice(0, 18)) urls.push(await urlOf(guest, choice));
		const alive = async () =>
			(await Promise.all(urls.map(statusOf))).filter((s) => s === 200).length;
		expect(await alive()).toBe(20);
		// The same once more is no other.
		await urlOf(guest, second);
		expect(await alive()).toBe(20);
		urls.push(await urlOf(guest, others[18]));
		expect(await alive()).toBe(20);
		expect([await statusOf(urls[0]), await statusOf(urls[1])]).toEqual([404, 200]);
		expect(await statusOf(owners)).toBe(200);
		expect(await statusOf(await urlOf(guest, first))).toBe(200);
		expect(await alive()).toBe(19);
	});

	it("at once wait for each other, up to sixteen of one caller; one past that is told to come again", async () => {
		const { eventId } = await anEvent(1);
		const from = (n: number) => guest.with({ "x-forwarded-for": `198.51.100.${n}` });
		const lock = "LOCK TABLE archives IN EXCLUSIVE MODE";
		const replies = await whileLocked(server.databaseUrl, lock, [], async () => {
			const begun = Array.from({ length: 17 }, () => ask(from(1), eventId));
			const refused = await Promise.race(begun);
			expect([refused.status, refused.body.error]).toEqual([503, "OVERLOADED"]);
			expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
			const totals = `/api/events/${eventId}/downloads/totals`;
			expect((await from(1).post(totals, { all: true })).status).toBe(503);
			return { begun: [...begun, ask(from(2), eventId)] };
		});
		const statuses = (await Promise.all(replies.begun)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 201)).toHaveLength(17);
	});
});
