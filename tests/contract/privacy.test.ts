/** What a photo says about places and people reaches its owner, and guests only as the owner allows. */
import exifr from "exifr";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let guest: Api;
let owner: Api;
let eventId: string;
let bytes: Buffer;
let photoId: string;
const photo = async (api: Api) =>
	(await api.get(`/api/events/${eventId}/photos/${photoId}`)).body as Json;

async function fetched(url: string): Promise<{ bytes: Buffer; headers: Headers }> {
	const response = await fetch(url);
	return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

beforeAll(async () => {
	server = await startServer({ env: { IMAGE_MAX_FRAMES: "3" } });
	guest = new Api(server.url);
	owner = await guest.photographer();
	eventId = await owner.createEvent();
	bytes = await sharp(await aPicture({ width: 900, height: 600 }))
		.withExif({
			IFD0: { Make: "Potret", Model: "One", Software: "Darkroom 7" },
			IFD2: { FNumber: "28/10", ISOSpeedRatings: "400", BodySerialNumber: "SN-4711" },
			IFD3: {
				GPSLatitudeRef: "S",
				GPSLatitude: "8/1 30/1 0/1",
				GPSLongitudeRef: "E",
				GPSLongitude: "115/1 15/1 0/1",
			},
		})
		.jpeg()
		.toBuffer();
	await server.killWorker();
	photoId = (await owner.upload(eventId, bytes, "Bali.jpg")).body.id;
});
afterAll(() => server?.stop());

describe("before the renditions are made", () => {
	it("a guest has nothing to look at yet, and nothing to download", async () => {
		expect(await photo(guest)).toMatchObject({
			status: "processing",
			url: null,
			download_url: null,
			exif: null,
		});
	});

	it("the owner looks at the original", async () => {
		const { url } = await photo(owner);
		expect((await fetched(url)).bytes.equals(bytes)).toBe(true);
	});
});

describe("afterwards", () => {
	beforeAll(async () => {
		await server.startWorker();
		await eventually(
			() => photo(owner),
			({ status }) => status === "ready",
		);
	});

	it("the owner sees how and where it was taken", async () => {
		const { exif } = await photo(owner);
		expect(exif).toMatchObject({ make: "Potret", model: "One", f_number: 2.8, iso: 400 });
		expect(exif.software).toBe("Darkroom 7");
		expect(exif.gps).toMatchObject({ latitude: -8.5, longitude: 115.25 });
	});

	it("a guest sees how it was taken, and not where, nor whose camera it was", async () => {
		const seen = await photo(guest);
		expect(seen.exif).toEqual({ make: "Potret", model: "One", f_number: 2.8, iso: 400 });
		expect(JSON.stringify(seen)).not.toMatch(/gps|latitude|SN-4711|Darkroom/i);
	});

	it("renditions carry no metadata", async () => {
		const { renditions } = await photo(guest);
		for (const { url } of Object.values<Json>(renditions)) {
			const metadata = await exifr.parse((await fetched(url)).bytes, true).catch(() => undefined);
			expect(metadata?.latitude ?? metadata?.Make).toBeUndefined();
		}
	});

	it("a guest's download has the same pixels and nothing else of the original", async () => {
		const { download_url } = await photo(guest);
		const stripped = await fetched(download_url);
		expect(stripped.headers.get("content-length")).toBe(String(stripped.bytes.length));
		expect(stripped.headers.get("content-disposition")).toContain('filename="Bali.jpg"');
		expect(stripped.bytes.length).toBeLessThan(bytes.length);
		expect(stripped.bytes.includes("Potret")).toBe(false);
		expect(await exifr.parse(stripped.bytes, true).catch(() => undefined)).toBeUndefined();
		const pixels = (file: Buffer) => sharp(file).raw().toBuffer();
		expect((await pixels(stripped.bytes)).equals(await pixels(bytes))).toBe(true);
	});

	it("a guest's download comes in parts like any file", async () => {
		const { download_url } = await photo(guest);
		const whole = (await fetched(download_url)).bytes;
		for (const [start, end] of [
			[0, 9],
			[10, 2000],
			[whole.length - 5, whole.length - 1],
		] as const) {
			const part = await fetch(download_url, { headers: { range: `bytes=${start}-${end}` } });
			expect(part.status).toBe(206);
			const received = Buffer.from(await part.arrayBuffer());
			expect(received.equals(whole.subarray(start, end + 1))).toBe(true);
		}
	});

	it("the stripped address cannot be turned into the original's", async () => {
		const address = new URL((await photo(guest)).download_url);
		address.searchParams.delete("v");
		expect((await fetch(address)).status).toBe(404);
	});

	it("guests get the original where its owner allows it, and nothing where downloads are off", async () => {
		await owner.patch(`/api/events/${eventId}`, { guest_originals: true });
		expect((await fetched((await photo(guest)).download_url)).bytes.equals(bytes)).toBe(true);
		await owner.patch(`/api/events/${eventId}`, { downloads: false });
		expect((await photo(guest)).download_url).toBeNull();
		expect((await fetched((await photo(owner)).download_url)).bytes.equals(bytes)).toBe(true);
	});

	it("a guest is not told of the setting", async () => {
		expect((await guest.get(`/api/events/${eventId}`)).body).not.toHaveProperty("guest_originals");
	});
});

describe("an animation", () => {
	const seen = async (frames: number): Promise<Json> => {
		const pictures = await Promise.all(
			Array.from({ length: frames }, () => aPicture({ width: 80, height: 60 })),
		);
		// One picture is nothing to join.
		const film = frames > 1 ? sharp(pictures, { join: { animated: true } }) : sharp(pictures[0]);
		const gif = await film.gif().toBuffer();
		const { body } = await owner.upload(eventId, gif, "wave.gif");
		const read = async () =>
			(await guest.get(`/api/events/${eventId}/photos/${body.id}`)).body as Json;
		return eventually(read, ({ status }) => status === "ready");
	};

	it("moves for guests, up to the limit of frames", async () => {
		const moving = await fetched((await seen(3)).animation_url);
		expect(moving.headers.get("content-type")).toBe("image/gif");
		expect((await sharp(moving.bytes, { animated: true }).metadata()).pages).toBe(3);
		expect((await seen(4)).animation_url).toBeNull();
		expect((await seen(1)).animation_url).toBeNull();
	});
});
