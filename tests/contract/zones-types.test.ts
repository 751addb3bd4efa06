/** Files of any type: what they are by their bytes, how they look, and how they reach a browser. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import { aHugePng } from "#tests/support/hostile-files.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let anyone: Api;
let owner: Api;
let eventId: string;
let media: EventMedia;

beforeAll(async () => {
	server = await startServer();
	anyone = new Api(server.url);
	owner = await anyone.photographer();
	eventId = await owner.createEvent();
	media = new EventMedia(owner, eventId);
});
afterAll(() => server?.stop());

/** Of a file that is fetched whole. */
async function dispositionOf(url: string): Promise<string> {
	const response = await fetch(url);
	await response.arrayBuffer();
	return response.headers.get("content-disposition") ?? "";
}

const latin1 = (text: string) => Buffer.from(text, "latin1");
/** What a film begins like; no program finds a picture in it. */
const FILM = Buffer.concat([
	latin1("\0\0\0\x18ftypisom\0\0\0\0isommp42"),
	Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7) & 255)),
]);

async function stored(name: string, bytes: Uint8Array): Promise<Json> {
	const { status, body } = await media.upload([{ name, bytes }]);
	expect(status).toBe(200);
	return body;
}
const photoOf = async (id: string, api = owner) =>
	(await api.get(`/api/events/${eventId}/photos/${id}`)) as Json;
const settled = (id: string): Promise<Json> =>
	eventually(
		async () => (await photoOf(id)).body,
		({ status }) => status !== "processing",
	);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("what a browser could run", () => {
	it.each([
		["page.html", "<!doctype html><script>alert(1)</script>", "text/html"],
		[
			"a.svg",
			'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
			"image/svg+xml",
		],
		["a.xml", '<?xml version="1.0"?><a/>', "application/xml"],
		["a.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"/>', "application/xhtml+xml"],
		["a.js", "alert(1)", "text/javascript"],
		["a.pdf", "%PDF-1.7\n/JS (app.alert(1))", "application/pdf"],
		["a.txt", "<script>alert(1)</script>", "text/plain"],
		["page.jpg", "<!doctype html><script>alert(1)</script>", "text/plain"],
	])("%s is a download and nothing else", async (name, text, type) => {
		const { file_url, file_type } = await stored(name, Buffer.from(text));
		expect(file_type).toBe(type);
		const response = await fetch(file_url);
		const headers = Object.fromEntries(response.headers);
		expect(headers).toMatchObject({
			"content-disposition": expect.stringContaining(`attachment; filename="${name}"`),
			"x-content-type-options": "nosniff",
			"content-security-policy": expect.stringMatching(/default-src 'none';.*sandbox/),
		});
		expect(headers["content-type"]).not.toMatch(/html|xml|script|svg/);
		expect((await bytesOf(response)).toString()).toBe(text);
	});
});

describe("names", () => {
	it.each([
		["../../etc/passwd", "passwd"],
		["C:\\boot\\note.txt", "note.txt"],
		["a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"],
		['Ka"f\u00e9 \u82b1.txt', 'Ka"f\u00e9 \u82b1.txt'],
	])("%j is a label only", async (name, label) => {
		const { file_url, s3_key } = await stored(name, Buffer.from("a note"));
		expect(s3_key).toMatch(/^media\/[0-9a-f]{2}\/[0-9a-f-]{36}\/original$/);
		const disposition = await dispositionOf(file_url);
		const encoded = /filename\*=UTF-8''(.+)$/.exec(disposition)?.[1] ?? "";
		expect(decodeURIComponent(encoded)).toBe(label);
	});
});

describe("a picture", () => {
	it("is shown in place, and becomes a photo of the gallery", async () => {
		const { id, file_url } = await stored("a.jpg", await aPicture({ width: 900, height: 600 }));
		expect(await dispositionOf(file_url)).toBe("inline");
		expect(await settled(id)).toMatchObject({
			...{ status: "ready", kind: "image", album_name: null, video_url: null },
			...{ width: 900, height: 600, renditions: { small: { width: 400 } } },
			uploader_name: "photographer",
		});
	});

	it.each(["tiff", "avif"] as const)(
		"may be a %s, which the photos family does not take",
		async (format) => {
			const { id, file_type } = await stored("a.bin", await aPicture({ format }));
			expect(file_type).toBe(`image/${format}`);
			expect((await settled(id)).status).toBe("ready");
		},
	);

	it.each([
		["that is cut off in its header", async () => (await aPicture()).subarray(0, 60)],
		["of 4 gigapixels", async () => aHugePng(65_000)],
		[
			"wider than any number of ours",
			async () => {
				const png = aHugePng(1);
				png.writeUInt32BE(0xffff_ffff, 16);
				return png;
			},
		],
	])("%s is kept as it came, though nothing can be shown", async (_, make) => {
		const bytes = await make();
		const { id, file_url } = await stored("broken.jpg", bytes);
		expect((await bytesOf(await fetch(file_url))).equals(bytes)).toBe(true);
		expect(await settled(id)).toMatchObject({ status: "failed", width: null, url: file_url });
	});
});

describe("a file that is neither picture nor film", () => {
	it("is ready at once, and in no gallery", async () => {
		const { id } = await stored("budget.csv", Buffer.from("a,b\n1,2\n"));
		expect((await photoOf(id)).status).toBe(404);
		expect((await owner.delete(`/api/events/${eventId}/photos/${id}`)).status).toBe(404);
		const { photos } = (await owner.get(`/api/events/${eventId}/photos?limit=200`)).body;
		expect(photos.map((photo: Json) => photo.id)).not.toContain(id);
		expect((await media.list("?file_type=text/csv")).body).toMatchObject([{ id }]);
	});
});

describe("a film", () => {
	let film: Json;
	let photo: Json;
	beforeAll(async () => {
		film = await stored("dance.mp4", FILM);
		photo = await settled(film.id);
	});

	it("is ready, with or without a poster", () => {
		expect(film.file_type).toBe("video/mp4");
		expect(photo).toMatchObject({
			...{ status: "ready", kind: "video", error: null, filename: "dance.mp4" },
			video_url: film.file_url,
		});
	});

	it("is played in place, in parts", async () => {
		const whole = await fetch(film.file_url);
		expect(Object.fromEntries(whole.headers)).toMatchObject({
			...{ "content-type": "video/mp4", "content-disposition": "inline", "accept-ranges": "bytes" },
			"content-length": String(FILM.length),
			// A browser's own player loads it where it is opened by itself.
			"content-security-policy": "default-src 'none'; media-src 'self'",
			"x-content-type-options": "nosniff",
		});
		expect((await bytesOf(whole)).equals(FILM)).toBe(true);
		for (const [range, start, end] of [
			["bytes=0-", 0, FILM.length - 1],
			["bytes=0-1", 0, 1],
			["bytes=50000-50999", 50_000, 50_999],
			["bytes=-24", FILM.length - 24, FILM.length - 1],
		] as const) {
			const part = await fetch(film.file_url, { headers: { range } });
			expect(part.status).toBe(206);
			expect(part.headers.get("content-range")).toBe(`bytes ${start}-${end}/${FILM.length}`);
			expect((await bytesOf(part)).equals(FILM.subarray(start, end + 1))).toBe(true);
		}
	});

	it("is for guests where originals are, and downloads are on", async () => {
		const seen = async () => (await photoOf(film.id, anyone)).body;
		const hidden = { kind: "video", video_url: null, download_url: null };
		expect(await seen()).toMatchObject(hidden);
		expect(JSON.stringify(await seen())).not.toContain("/original");
		const set = (settings: Json) => owner.patch(`/api/events/${eventId}`, settings);
		await set({ guest_originals: true });
		expect(await seen()).toMatchObject({
			video_url: film.file_url,
			download_url: expect.stringContaining("dance.mp4"),
		});
		await set({ downloads: false });
		expect(await seen()).toMatchObject(hidden);
		await set({ downloads: true, guest_originals: false });
	});

	it("is deleted as a photo is", async () => {
		const { id } = await stored("other.mp4", FILM);
		expect((await owner.delete(`/api/events/${eventId}/photos/${id}`)).status).toBe(204);
		expect((await photoOf(id)).status).toBe(404);
	});

	it("of a kind that no browser plays is a download", async () => {
		const { id, file_url } = await stored("a.avi", latin1("RIFF\0\0\0\0AVI LIST"));
		expect(await settled(id)).toMatchObject({ kind: "video", status: "ready", video_url: null });
		expect(await dispositionOf(file_url)).toContain("attachment");
	});
});

describe("sound", () => {
	it("is played in place", async () => {
		const { file_url, file_type } = await stored("song.mp3", latin1("ID3\x04\0\0"));
		expect(file_type).toBe("audio/mpeg");
		expect(await dispositionOf(file_url)).toBe("inline");
	});
});
