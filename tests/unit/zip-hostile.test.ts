/** Archives that mean harm, or came to harm: refused with a reason, and before they cost anything. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openZip, ZipFault, type ZipLimits } from "#lib/batches/zip.ts";
import { CountedSource, LIMITS, readSheets } from "#tests/support/zip-source.ts";
import { aZip, extraField, type ZipFile } from "#tests/support/zip-writer.ts";

const photo = (name: string | Buffer, more: Partial<ZipFile> = {}): ZipFile => ({
	name,
	bytes: Buffer.from(`bytes of ${name}`),
	...more,
});

async function faultOf(bytes: Buffer, limits: Partial<ZipLimits> = {}) {
	const source = new CountedSource(bytes);
	const fault = await openZip(source, { ...LIMITS, ...limits }).catch((error) => error);
	expect(fault).toBeInstanceOf(ZipFault);
	expect(fault.message).toMatch(/^[A-Z“].*\.$/);
	return { code: fault.code as string, source };
}

const inner = aZip([photo("a.jpg")]);
const NAMES = [
	"../a.jpg",
	"a/../../b.jpg",
	"..",
	"a/.. /b.txt",
	"/etc/a.jpg",
	"C:\\a.jpg",
	"c:a.jpg",
	"..\\a.jpg",
	"a\\..\\b.jpg",
	"\\\\server\\share\\a.jpg",
	"a\0.jpg",
	"__MACOSX/../../a",
	`${"a".repeat(5000)}.jpg`,
];
const stuffed = photo("a.jpg", { extra: extraField(0x9999, Buffer.alloc(50_000)) });
const zeros = Buffer.alloc(1_000_000);
const overlapping = [
	photo("a.jpg", { stored: true }),
	photo("b.jpg"),
	photo("c.txt", { offset: 0 }),
];
const quoting = [photo("a.jpg", { stored: true, compressedSize: 60, size: 60 }), photo("b.jpg")];

const CASES: [string, string, Buffer, Partial<ZipLimits>?][] = [
	["no bytes", "NOT_A_ZIP", Buffer.alloc(0)],
	["text", "NOT_A_ZIP", Buffer.from("This is no archive. ".repeat(500))],
	["noise", "NOT_A_ZIP", Buffer.alloc(200_000, 7)],
	["no entries", "EMPTY", aZip([])],
	["no photos", "EMPTY", aZip([photo("a.txt"), photo("b/")])],
	["archives within", "EMPTY", aZip([photo("a.zip", { bytes: inner }), photo("b.zip")])],
	["password", "ENCRYPTED", aZip([photo("a.jpg"), photo("b.jpg", { flags: 1 })])],
	["strong encryption", "ENCRYPTED", aZip([photo("a.jpg"), photo("b.jpg", { flags: 0x41 })])],
	["strong, by one flag", "ENCRYPTED", aZip([photo("b.jpg", { flags: 0x40 })])],
	["AES", "ENCRYPTED", aZip([photo("a.jpg", { method: 99 })])],
	["encrypted text", "ENCRYPTED", aZip([photo("a.jpg"), photo("b.txt", { flags: 1 })])],
	["symlink", "LINK", aZip([photo("a.jpg"), photo("b.jpg", { mode: 0o120777 })])],
	["symlink of no photo", "LINK", aZip([photo("a.jpg"), photo("b", { mode: 0o120777 })])],
	["device", "LINK", aZip([photo("a.jpg", { mode: 0o060644 })])],
	["pipe", "LINK", aZip([photo("a.jpg", { mode: 0o010644 })])],
	["two of the same bytes", "BOMB", aZip(overlapping)],
	["one within another", "BOMB", aZip(quoting)],
	["zeros", "BOMB", aZip([photo("a.bmp", { bytes: zeros })])],
	["a lie of size", "BOMB", aZip([photo("a.jpg", { size: 4_000_000_000 })]), { totalBytes: 1e12 }],
	["something of nothing", "BOMB", aZip([photo("a.jpg", { packed: Buffer.alloc(0), size: 9 })])],
	[
		"sizes beyond the limit",
		"TOO_LARGE",
		aZip([photo("a.jpg"), photo("b.jpg")]),
		{ totalBytes: 20 },
	],
	["zip64 sizes", "BOMB", aZip([photo("a.jpg", { zip64: true, size: 2 ** 45 })])],
	["one too many", "TOO_MANY_ENTRIES", aZip([photo("a.jpg"), photo("b.jpg")]), { entries: 1 }],
	["more than it says", "DAMAGED", aZip([photo("a.jpg"), photo("b.jpg")], { entries: 1 })],
	["fewer than it says", "DAMAGED", aZip([photo("a.jpg")], { entries: 9 })],
	["a split archive", "DAMAGED", aZip([photo("a.jpg")], { disk: 3 })],
	[
		"a directory from nowhere",
		"DAMAGED",
		aZip([photo("a.jpg")], { directorySize: 1e9, entries: 2 }),
		{ entries: 1e6 },
	],
	["a directory too large", "TOO_LARGE", aZip([stuffed, stuffed]), { entries: 2 }],
	["zip64 from nowhere", "DAMAGED", aZip([photo("a.jpg", { zip64: true, offset: 2 ** 50 })])],
];

describe("an archive is refused", () => {
	it.each(CASES)("%s: %s", async (_, code, bytes, limits) => {
		expect((await faultOf(bytes, limits)).code).toBe(code);
	});

	it.each(NAMES)("for the name %j", async (name) => {
		expect((await faultOf(aZip([photo("a.jpg"), photo(name)]))).code).toBe("UNSAFE_NAME");
	});

	it("when it is cut off, wherever", async () => {
		const files = Array.from({ length: 40 }, (_, at) =>
			photo(`${at}.jpg`, { bytes: randomBytes(1000) }),
		);
		const whole = aZip(files);
		for (let part = 1; part <= 20; part += 1) {
			const cut = whole.subarray(0, Math.floor((whole.length * part) / 20) - 1);
			expect((await faultOf(cut)).code).toBe("DAMAGED");
		}
	});

	it("unread, for 60,000 entries", async () => {
		const many = Array.from({ length: 60_000 }, (_, at) => photo(`${at}.jpg`, { stored: true }));
		const bytes = aZip(many);
		const { code, source } = await faultOf(bytes);
		expect(code).toBe("TOO_MANY_ENTRIES");
		expect(source.reads).toBe(1);
		expect(source.bytesAsked).toBeLessThan(70_000);
	});

	it("by damage anywhere without any other error", async () => {
		const whole = aZip([photo("a.jpg"), photo("b.jpg", { zip64: true })], { zip64: true });
		for (let at = 0; at < whole.length; at += 1) {
			const bytes = Buffer.from(whole);
			bytes[at] = (bytes[at] ?? 0) ^ 0xff;
			const zip = await openZip(new CountedSource(bytes), LIMITS).catch((error) => error);
			if (zip instanceof Error) expect(zip, `byte ${at}`).toBeInstanceOf(ZipFault);
			else
				for (const sheet of await readSheets(zip))
					if (typeof sheet !== "string") expect(sheet, `byte ${at}`).toBeInstanceOf(ZipFault);
		}
	});
});

describe("one sheet fails and the others do not", () => {
	const noise = randomBytes(300_000);
	const CASES: [string, string, Partial<ZipFile>][] = [
		["a wrong CRC", "DAMAGED", { crc: 1 }],
		["more bytes than declared", "DAMAGED", { size: 3 }],
		["fewer bytes than declared", "DAMAGED", { size: 300 }],
		["stored with two sizes", "DAMAGED", { stored: true, size: 300 }],
		["noise for compressed bytes", "DAMAGED", { packed: noise, size: 400_000 }],
		["compressed bytes cut off", "DAMAGED", { packed: Buffer.from([0x4b]) }],
		["a method nobody knows", "DAMAGED", { method: 14 }],
		["too large", "TOO_LARGE", { stored: true, bytes: noise }],
	];
	it.each(CASES)("%s: %s", async (_, code, lies) => {
		const files = [photo("1.jpg"), photo("2.jpg", lies), photo("3.jpg")];
		const limits = { ...LIMITS, entryBytes: code === "TOO_LARGE" ? 1000 : LIMITS.entryBytes };
		const source = new CountedSource(aZip(files));
		const zip = await openZip(source, limits);
		const [first, second, third] = await readSheets(zip);
		expect([first, third]).toEqual(["bytes of 1.jpg", "bytes of 3.jpg"]);
		expect(second).toBeInstanceOf(ZipFault);
		expect(second).toMatchObject({ code });
		await zip.close();
		expect(source.streams.every((stream) => stream.destroyed)).toBe(true);
	});

	it("gives out no byte beyond the size declared", async () => {
		const bytes = Buffer.alloc(50_000_000);
		const lie = photo("a.jpg", { bytes, crc: 0, size: 100_000 });
		const zip = await openZip(new CountedSource(aZip([lie])), LIMITS);
		let seen = 0;
		const reading = (async () => {
			for await (const chunk of (await zip.sheets[0]?.open()) ?? []) seen += chunk.length;
		})();
		await expect(reading).rejects.toMatchObject({ code: "DAMAGED" });
		expect(seen).toBeLessThanOrEqual(100_000);
	});
});
