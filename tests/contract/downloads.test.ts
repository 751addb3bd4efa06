/** Many photos as one ZIP: what is in it, and that any part of it is the same each time. */
import exifr from "exifr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import {
	allSettled,
	ask,
	aTravelPhoto,
	fetchAndBreak,
	fetchWhole,
	tested,
	unpacked,
} from "#tests/support/downloads.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let guest: Api;
let eventId: string;
/** As they were sent, by name. */
const sent = new Map<string, Buffer>();
let photos: Json[];

async function send(name: string, bytes: Buffer, albumName = "Official") {
	sent.set(name, bytes);
	await owner.upload(eventId, bytes, name, { albumName });
}

beforeAll(async () => {
	server = await startServer();
	guest = new Api(server.url);
	owner = await guest.photographer();
	eventId = await owner.createEvent({ name: "Ayu & Bima: 9/5" });
	await send("Bali – 婚礼.jpg", await aTravelPhoto());
	await send("large.jpg", await aPicture({ width: 2400, height: 1600 }));
	await send("plain.png", await aPicture({ format: "png" }), "Tamu");
	photos = await allSettled(owner, eventId);
});
afterAll(() => server?.stop());

const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
const named = (name: string) => photos.find(({ filename }) => filename === name) as Json;

describe("an archive of all photos", () => {
	it("is as long as was said, and has the originals for their owner", async () => {
		const { status, body } = await ask(owner, eventId);
		expect(status).toBe(201);
		expect(body).toMatchObject({ files: 3, left_out: [], file_name: "Ayu & Bima_ 9_5.zip" });
		const response = await fetch(body.url);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"content-type": "application/zip",
			"content-length": String(body.bytes),
			"accept-ranges": "bytes",
			"content-disposition": expect.stringContaining("attachment"),
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(bytes.length).toBe(body.bytes);
		const files = await unpacked(bytes);
		expect([...files.keys()].sort()).toEqual([
			...["Official/Bali – 婚礼.jpg", "Official/large.jpg", "Tamu/plain.png"],
		]);
		for (const [name, content] of files)
			expect(content.equals(sent.get(name.split("/")[1] ?? "") as Buffer)).toBe(true);
	});

	it("is good to other programs, which see when photos were taken where they were", async () => {
		const { body } = await ask(owner, eventId);
		const entries = new Map(await tested(await fetchWhole(body.url)));
		expect(entries.size).toBe(3);
		expect(entries.get("Official/Bali – 婚礼.jpg")).toEqual([2026, 5, 9, 19, 51, 20]);
	});

	it("has for guests what they may download one by one: nothing that says where it was", async () => {
		const { body } = await ask(guest, eventId);
		const files = await unpacked(await fetchWhole(body.url));
		const list = (await guest.get(`/api/events/${eventId}/photos`)).body.photos as Json[];
		for (const { filename, album_name, download_url } of list) {
			const content = files.get(`${album_name}/${filename}`) as Buffer;
			expect(content.equals(await bytesOf(download_url))).toBe(true);
			expect((await exifr.parse(content, true))?.GPSLatitude).toBeUndefined();
		}
		await tested(await fetchWhole(body.url));
	});

	it.each(["large", "medium"] as const)(
		"has the %s renditions where these are wanted",
		async (size) => {
			const { body } = await ask(guest, eventId, { album: "Official", size });
			const files = await unpacked(await fetchWhole(body.url));
			expect([...files.keys()].sort()).toEqual(["Bali – 婚礼.jpg", "large.jpg"]);
			const expected = await bytesOf(named("large.jpg").renditions[size].url);
			expect(files.get("large.jpg")?.equals(expected)).toBe(true);
		},
	);

	it("comes to what was said before it was asked for", async () => {
		const { status, body } = await guest.post(`/api/events/${eventId}/downloads/totals`, {
			all: true,
		});
		expect(status).toBe(200);
		for (const size of ["original", "large", "medium"]) {
			const { files, bytes } = (await ask(guest, eventId, { all: true, size })).body;
			expect(body[size]).toEqual({ files, bytes, left_out: 0 });
		}
	});
});

describe("a part of an archive", () => {
	let url: string;
	let whole: Buffer;
	let etag: string;
	beforeAll(async () => {
		url = (await ask(guest, eventId)).body.url;
		const response = await fetch(url);
		etag = response.headers.get("etag") ?? "";
		whole = Buffer.from(await response.arrayBuffer());
	});

	it("goes on after a cut, byte for byte", async () => {
		for (const cut of [1, 30, 5000, whole.length - 10]) {
			const first = await fetchAndBreak(url, cut);
			const headers = { range: `bytes=${cut}-`, "if-range": etag };
			const rest = await fetch(url, { headers });
			expect(rest.status).toBe(206);
			expect(rest.headers.get("content-range")).toBe(
				`bytes ${cut}-${whole.length - 1}/${whole.length}`,
			);
			const bytes = Buffer.concat([first, Buffer.from(await rest.arrayBuffer())]);
			expect(bytes.equals(whole)).toBe(true);
		}
	});

	it("is taken from the end as well", async () => {
		const response = await fetch(url, { headers: { range: "bytes=-100" } });
		expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(-100))).toBe(true);
	});

	it("is the whole where the beginning was of another archive", async () => {
		const headers = { range: "bytes=10-", "if-range": '"another"' };
		const response = await fetch(url, { headers });
		expect(response.status).toBe(200);
		expect(Buffer.from(await response.arrayBuffer()).equals(whole)).toBe(true);
	});

	it("past the end is refused", async () => {
		const response = await fetch(url, { headers: { range: `bytes=${whole.length}-` } });
		expect([response.status, response.headers.get("content-range")]).toEqual([
			416,
			`bytes */${whole.length}`,
		]);
	});

	it("is asked about without its bytes", async () => {
		const response = await fetch(url, { method: "HEAD" });
		expect(response.headers.get("content-length")).toBe(String(whole.length));
		expect((await response.arrayBuffer()).byteLength).toBe(0);
		expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
	});
});

describe("asking again", () => {
	it("at the same time gives the same archive, counted twice", async () => {
		const count = "SELECT count(*)::int FROM downloads WHERE event_id = $1";
		const counted = async () =>
			(await queryDatabase<Json>(server.databaseUrl, count, [eventId]))[0]?.count;
		const before = await counted();
		const request = { photo_ids: photos.map(({ id }) => id) };
		const [a, b] = await Promise.all([ask(owner, eventId, request), ask(owner, eventId, request)]);
		expect([a.status, b.status]).toEqual([201, 201]);
		expect(a.body.url).toBe(b.body.url);
		expect(a.body.id).not.toBe(b.body.id);
		expect(await counted()).toBe(before + 2);
		await tested(await fetchWhole(a.body.url));
	});

	it("after the first is over gives the same bytes under the same tag", async () => {
		const { url } = (await ask(owner, eventId)).body;
		const first = await fetch(url);
		const expected = Buffer.from(await first.arrayBuffer());
		await queryDatabase(server.databaseUrl, "UPDATE archives SET expires_at = now()");
		expect((await fetch(url)).status).toBe(404);
		await queryDatabase(server.databaseUrl, "DELETE FROM archives");
		const again = await fetch((await ask(owner, eventId)).body.url);
		expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
		expect(Buffer.from(await again.arrayBuffer()).equals(expected)).toBe(true);
	});

	it("finds the sums of photos that came before sums were kept, and keeps them", async () => {
		const { body } = await ask(owner, eventId);
		const forget = `UPDATE media SET crc32 = NULL, stripped_crc32 = NULL, stripped_bytes = NULL`;
		await queryDatabase(server.databaseUrl, forget);
		await queryDatabase(server.databaseUrl, "UPDATE renditions SET crc32 = NULL");
		expect((await ask(owner, eventId)).body.url).toBe(body.url);
		for (const size of ["original", "large"]) {
			const { url } = (await ask(guest, eventId, { all: true, size })).body;
			await tested(await fetchWhole(url));
		}
		const rest = "SELECT 1 FROM media WHERE crc32 IS NULL AND event_id = $1";
		expect(await queryDatabase(server.databaseUrl, rest, [eventId])).toEqual([]);
	});
});

describe("names", () => {
	it("that are the same are told apart", async () => {
		const event = await owner.createEvent();
		for (let n = 0; n < 3; n++) await owner.upload(event, await aPicture(), "IMG_1.jpg");
		const { body } = await ask(owner, event, { album: "Official" });
		const files = await unpacked(await fetchWhole(body.url));
		expect([...files.keys()]).toEqual(["IMG_1.jpg", "IMG_1 (2).jpg", "IMG_1 (3).jpg"]);
	});
});
