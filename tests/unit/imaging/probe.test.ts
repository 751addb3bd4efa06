import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { detectType } from "#lib/imaging/detect.ts";
import { probeSize } from "#lib/imaging/probe.ts";
import { heifColours, isHeifCutOff } from "#lib/imaging/probe-heif.ts";
import { aBmp } from "./bmp-files.ts";
import { aHeifHeader } from "./heif-files.ts";

const picture = () => sharp({ create: { width: 60, height: 40, channels: 3, background: "#3a7" } });
const turned = (orientation: number) => picture().withMetadata({ orientation });
const size = (width: number, height: number) => ({ ok: true, width, height });

const formats = {
	"image/jpeg": (image: Sharp) => image.jpeg(),
	"image/png": (image: Sharp) => image.png(),
	"image/webp": (image: Sharp) => image.webp(),
	"image/tiff": (image: Sharp) => image.tiff(),
};

describe.each(Object.entries(formats))("%s", (type, encode) => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i", async (orientation) => {
		const file = await encode(turned(orientation)).toBuffer();
		const upright = orientation >= 5 ? size(40, 60) : size(60, 40);
		expect(probeSize(file, type)).toEqual(upright);
	});
});

test.each([
	["progressive JPEG", "image/jpeg", () => picture().jpeg({ progressive: true })],
	["GIF", "image/gif", () => picture().gif()],
	["lossless WebP", "image/webp", () => picture().webp({ lossless: true })],
	["WebP with alpha", "image/webp", () => picture().ensureAlpha(0.5).webp()],
	["AVIF", "image/avif", () => picture().avif()],
	["BigTIFF", "image/tiff", () => picture().tiff({ bigtiff: true })],
])("%s", async (_, type, make) => {
	expect(probeSize(await make().toBuffer(), type)).toEqual(size(60, 40));
});

test.each([true, false])("BMP, top-down %s", (topDown) => {
	const file = aBmp({ width: 5, height: 3, depth: 24, topDown, pixel: () => 0 });
	expect(probeSize(file, "image/bmp")).toEqual(size(5, 3));
});

describe("HEIF", () => {
	const plain = { width: 4032, height: 3024 };
	test("a quarter turn of the container swaps the sides", () => {
		expect(probeSize(aHeifHeader(plain), "image/heic")).toEqual(size(4032, 3024));
		expect(probeSize(aHeifHeader({ ...plain, quarterTurns: 1 }), "image/heic")).toEqual(
			size(3024, 4032),
		);
		expect(probeSize(aHeifHeader({ ...plain, quarterTurns: 2 }), "image/heic")).toEqual(
			size(4032, 3024),
		);
	});
	test("a clean aperture crops", () => {
		const file = aHeifHeader({ ...plain, crop: { width: 4000, height: 3000 } });
		expect(probeSize(file, "image/heic")).toEqual(size(4000, 3000));
	});
	test("the primary item counts, not the thumbnail before it", () => {
		const file = aHeifHeader({ ...plain, thumbnail: { width: 320, height: 240 } });
		expect(probeSize(file, "image/heic")).toEqual(size(4032, 3024));
	});
	test("colours by number", () => {
		const colours = { primaries: 12, transfer: 16 };
		expect(heifColours(aHeifHeader({ ...plain, colours }))).toEqual(colours);
		expect(heifColours(aHeifHeader(plain))).toBeNull();
		expect(heifColours(Buffer.from("nothing of the kind"))).toBeNull();
	});
	test("a box that ends behind the file's end", () => {
		const file = aHeifHeader(plain);
		expect(isHeifCutOff(file)).toBe(false);
		expect(isHeifCutOff(file.subarray(0, -1))).toBe(true);
	});
});

describe("headers that make no sense", () => {
	test("a size of nothing", async () => {
		const png = await picture().png().toBuffer();
		png.writeUInt32BE(0, 16);
		expect(probeSize(png, "image/png")).toEqual({ ok: false, reason: "invalid" });
	});
	test("a JPEG whose scan comes before its frame", () => {
		const file = Buffer.from("ffd8ffda0008", "hex");
		expect(probeSize(file, "image/jpeg")).toEqual({ ok: false, reason: "invalid" });
	});
	test("a type we have no decoder for", () => {
		expect(probeSize(Buffer.from("<svg/>"), "image/svg+xml")).toEqual({
			ok: false,
			reason: "invalid",
		});
	});
	test("a bomb's size is told, for the limit to refuse", () => {
		const head = Buffer.from("89504e470d0a1a0a0000000d4948445200007530000075300806000000", "hex");
		expect(probeSize(head, "image/png")).toEqual(size(30000, 30000));
	});
});

const makers = { ...formats, "image/avif": (image: Sharp) => image.avif() };

test.each(Object.entries(makers))("%s cut anywhere is incomplete or told", async (type, encode) => {
	const file = await encode(turned(6)).toBuffer();
	for (let end = 0; end < Math.min(file.length, 1200); end++) {
		const result = probeSize(file.subarray(0, end), type);
		if (!result.ok) expect(result.reason).toBe("incomplete");
	}
});

test("2,000 headers of random bytes end in an answer", () => {
	let seed = 1;
	const random = () => {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff;
		return seed >> 16;
	};
	const heads = ["ffd8ff", "89504e470d0a1a0a", "474946383961", "49492a00", "4d4d002b"];
	heads.push("0000001c6674797068656963", "524946460000000057454250", "424d");
	for (let i = 0; i < 2000; i++) {
		const noise = Buffer.from(Array.from({ length: 300 }, () => random() & 0xff));
		const file = Buffer.concat([Buffer.from(heads[i % heads.length] ?? "", "hex"), noise]);
		for (const type of [detectType(file), "image/jpeg", "image/heic", "image/tiff"])
			expect(typeof probeSize(file, type ?? "image/webp").ok).toBe("boolean");
	}
});
