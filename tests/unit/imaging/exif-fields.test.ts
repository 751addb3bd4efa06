import { describe, expect, test } from "vitest";
import { pickExif, pickTakenAt } from "#lib/imaging/exif-fields.ts";

describe("when a picture was taken", () => {
	test.each([
		[
			"with its offset",
			{ DateTimeOriginal: "2024:01:12 21:38:53", OffsetTimeOriginal: "-08:00" },
			"2024-01-13T05:38:53.000Z",
		],
		[
			"without one, taken for UTC",
			{ DateTimeOriginal: "2024:01:12 21:38:53" },
			"2024-01-12T21:38:53.000Z",
		],
		[
			"with a fraction",
			{ DateTimeOriginal: "2024:01:12 21:38:53", SubSecTimeOriginal: "85" },
			"2024-01-12T21:38:53.850Z",
		],
		[
			"with an offset that is none",
			{ DateTimeOriginal: "2024:01:12 21:38:53", OffsetTimeOriginal: "   :  " },
			"2024-01-12T21:38:53.000Z",
		],
		["by a clock that was never set", { DateTimeOriginal: "0000:00:00 00:00:00" }, null],
		["on the 45th of a month", { DateTimeOriginal: "2024:01:45 00:00:00" }, null],
		["in words", { DateTimeOriginal: "yesterday" }, null],
		["in bytes", { DateTimeOriginal: new Uint8Array([50]) }, null],
	])("%s", (_, exif, iso) => {
		expect(pickTakenAt({ exif })).toBe(iso);
	});
	test("XMP speaks where EXIF is silent", () => {
		expect(pickTakenAt({ xmp: { CreateDate: "2022-01-10T15:15:44.31+02:00" } })).toBe(
			"2022-01-10T13:15:44.310Z",
		);
	});
	test("the date of a file's last change is better than none", () => {
		expect(pickTakenAt({ ifd0: { ModifyDate: "2020:02:29 10:00:00" } })).toBe(
			"2020-02-29T10:00:00.000Z",
		);
	});
	test("nothing", () => {
		expect(pickTakenAt({})).toBeNull();
	});
});

describe("the fields that are kept", () => {
	test("only those of the list", () => {
		const exif = pickExif({
			ifd0: { Make: "Canon", Model: "EOS R5", Orientation: 6, Artist: "Somebody" },
			exif: { ISO: [400, 400], FNumber: 2.8, BodySerialNumber: "123", LensSerialNumber: "456" },
			aux: { SerialNumber: 789 },
		});
		expect(exif).toEqual({
			make: "Canon",
			model: "EOS R5",
			orientation: 6,
			iso: 400,
			fNumber: 2.8,
		});
	});
	test("text is cleaned and cut", () => {
		const { make, model, title } = pickExif({
			ifd0: { Make: " Nikon\0\0 ", Model: "x".repeat(10_000) },
			dc: { title: { lang: "x-default", value: "Two\nlines" } },
		});
		expect(make).toBe("Nikon");
		expect(model).toHaveLength(500);
		expect(title).toBe("Two lines");
	});
	test("numbers out of range, endless and not numbers are left out", () => {
		const exif = {
			FNumber: Number.POSITIVE_INFINITY,
			ISO: -1,
			ExposureTime: "fast",
			FocalLength: Number.NaN,
		};
		expect(pickExif({ exif, ifd0: { Orientation: 9, Rating: 99 } })).toEqual({});
	});
	test("keywords are unique, and a single one is a list too", () => {
		expect(pickExif({ dc: { subject: ["sea", "sea", "", "sky"] } }).keywords).toEqual([
			"sea",
			"sky",
		]);
		expect(pickExif({ iptc: { Keywords: "sea" } }).keywords).toEqual(["sea"]);
		expect(
			pickExif({ dc: { subject: Array.from({ length: 9999 }, (_, i) => `${i}`) } }).keywords,
		).toHaveLength(100);
	});
	test("a place, but not the one cameras write without a fix", () => {
		expect(pickExif({ gps: { latitude: -6.2, longitude: 106.8, GPSAltitude: 8 } }).gps).toEqual({
			latitude: -6.2,
			longitude: 106.8,
			altitude: 8,
		});
		expect(pickExif({ gps: { latitude: 0, longitude: 0 } }).gps).toBeUndefined();
		expect(pickExif({ gps: { latitude: 91, longitude: 0 } }).gps).toBeUndefined();
	});
	test("a description in capitals is the camera's own name", () => {
		expect(pickExif({ ifd0: { ImageDescription: "SONY DSC" } }).title).toBeUndefined();
		expect(pickExif({ ifd0: { ImageDescription: "At sea" } }).title).toBe("At sea");
	});
});
