/** Resumable uploads: the protocol, step by step. */
import { createHash, randomBytes } from "node:crypto";
import { readFile, stat, symlink, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { aMetadata, Tus } from "#tests/support/tus.ts";

const MB = 1024 * 1024;

let server: TestServer;
let owner: Tus;

beforeAll(async () => {
	server = await startServer({ worker: false });
	const { headers } = await new Api(server.url).photographer();
	owner = new Tus(server.url, headers);
});
afterAll(() => server?.stop());

const fileOf = (path: string) => join(server.dataDir, "uploads", basename(path));
const stored = (path: string) => readFile(fileOf(path));
const sum = (algorithm: string, bytes: Uint8Array) =>
	`${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`;
const CHUNK = { "content-type": "application/offset+octet-stream" };

describe("OPTIONS", () => {
	it("says what there is, to anybody and without a version", async () => {
		const stranger = new Tus(server.url, {});
		for (const path of ["/api/uploads", "/api/uploads/", "/api/uploads/anything"]) {
			const { status, headers } = await stranger.send("OPTIONS", path);
			expect(status).toBe(204);
			expect(headers).toMatchObject({
				...{ "tus-resumable": "1.0.0", "tus-version": "1.0.0" },
				"tus-extension": "creation,creation-with-upload,termination,expiration,checksum",
				...{ "tus-max-size": String(10 * 1024 ** 3) },
				"tus-checksum-algorithm": "md5,sha1,sha256,sha512",
			});
		}
	});
});

describe("creation", () => {
	it("answers where the upload is, until when, and what was said of it", async () => {
		const metadata = aMetadata({ filename: "foto é.zip", purpose: "photos", more: "x" });
		const made = await owner.post(5, { "upload-metadata": `${metadata},empty` });
		expect(made.status).toBe(201);
		expect(made.headers["tus-resumable"]).toBe("1.0.0");
		expect(made.headers["x-request-id"]).toBeTruthy();
		expect(made.headers["ratelimit-limit"]).toBeTruthy();
		expect(made.headers.location).toMatch(
			new RegExp(`^${server.url}/api/uploads/[0-9a-f]{8}-[0-9a-f]{4}-4`),
		);
		expect(Date.parse(made.headers["upload-expires"] as string)).toBeGreaterThan(Date.now());
		const { status, headers } = await owner.head(new URL(made.headers.location ?? "").pathname);
		expect(status).toBe(200);
		expect(headers).toMatchObject({
			...{ "upload-offset": "0", "upload-length": "5", "cache-control": "no-store" },
			"upload-metadata": `${metadata},empty`,
		});
	});

	it("takes the first chunk along", async () => {
		const made = await owner.post(10, CHUNK, Buffer.from("hello"));
		expect([made.status, made.headers["upload-offset"]]).toEqual([201, "5"]);
		const path = new URL(made.headers.location ?? "").pathname;
		const end = await owner.patch(path, 5, Buffer.from("world"));
		expect([end.status, end.headers["upload-offset"]]).toEqual([204, "10"]);
		expect(end.headers["upload-expires"]).toBeUndefined();
		expect(String(await stored(path))).toBe("helloworld");
	});

	it("keeps nothing of an upload whose first chunk was refused", async () => {
		const wrong = { ...CHUNK, "upload-checksum": sum("sha1", Buffer.from("other")) };
		const made = await owner.post(5, wrong, Buffer.from("hello"));
		expect([made.status, made.body.error]).toEqual([460, "CHECKSUM_MISMATCH"]);
		expect(made.headers.location).toBeUndefined();
	});

	it("finishes an empty file at once", async () => {
		const path = await owner.create(0);
		expect(await owner.offset(path)).toBe(0);
		expect(await stored(path)).toHaveLength(0);
	});

	const refused: [what: string, headers: Record<string, string>, status: number, code: string][] = [
		["no length", { "upload-length": "" }, 400, "VALIDATION_ERROR"],
		["a negative length", { "upload-length": "-1" }, 400, "VALIDATION_ERROR"],
		["a length with a point", { "upload-length": "1.5" }, 400, "VALIDATION_ERROR"],
		["a length beyond counting", { "upload-length": "9".repeat(30) }, 400, "VALIDATION_ERROR"],
		["11 GB", { "upload-length": String(11 * 1024 ** 3) }, 413, "FILE_TOO_LARGE"],
		["a length to come", { "upload-defer-length": "1" }, 400, "VALIDATION_ERROR"],
		["parts", { "upload-concat": "partial" }, 400, "VALIDATION_ERROR"],
		["broken metadata", { "upload-metadata": "filename !!" }, 400, "VALIDATION_ERROR"],
		["a name twice", { "upload-metadata": "a YQ==,a YQ==" }, 400, "VALIDATION_ERROR"],
		["another purpose", { "upload-metadata": "purpose cm9vdA==" }, 400, "VALIDATION_ERROR"],
		["another version", { "tus-resumable": "0.2.2" }, 412, "TUS_VERSION_UNSUPPORTED"],
	];
	for (const [what, headers, status, code] of refused)
		it(`refuses ${what}`, async () => {
			const reply = await owner.post(5, headers);
			expect([reply.status, reply.body.error]).toEqual([status, code]);
			expect(reply.headers["tus-resumable"]).toBe("1.0.0");
			expect(reply.headers["tus-version"]).toBe(status === 412 ? "1.0.0" : undefined);
		});
});

describe("a chunk", () => {
	it("may have any size, and the bytes are the same in the end", async () => {
		const bytes = randomBytes(3 * MB + 7);
		const path = await owner.create(bytes.length);
		let offset = 0;
		for (const size of [1, 2, MB, 65_537, 3, bytes.length]) {
			const reply = await owner.patch(path, offset, bytes.subarray(offset, offset + size));
			offset = Math.min(offset + size, bytes.length);
			expect([reply.status, reply.headers["upload-offset"]]).toEqual([204, String(offset)]);
			expect(await owner.offset(path)).toBe(offset);
		}
		expect((await stored(path)).equals(bytes)).toBe(true);
		expect((await owner.patch(path, offset, new Uint8Array(0))).status).toBe(204);
	});

	it("goes on from the acknowledged offset alone", async () => {
		const path = await owner.create(10);
		await owner.patch(path, 0, Buffer.from("hello"));
		for (const offset of [0, 4, 6, 10]) {
			const reply = await owner.patch(path, offset, Buffer.from("w"));
			expect([reply.status, reply.body.error]).toEqual([409, "UPLOAD_OFFSET_MISMATCH"]);
			expect(reply.headers["upload-offset"]).toBe("5");
		}
		expect(await owner.offset(path)).toBe(5);
	});

	it("is what it says: type and offset", async () => {
		const path = await owner.create(5);
		const untyped = await owner.patch(path, 0, Buffer.from("x"), { "content-type": "text/plain" });
		expect([untyped.status, untyped.body.error]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
		const lost = await owner.send("PATCH", path, CHUNK, Buffer.from("x"));
		expect([lost.status, lost.body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("is refused past the length, declared or not, and leaves nothing", async () => {
		const path = await owner.create(5);
		const declared = await owner.patch(path, 0, Buffer.from("sixsix"));
		expect([declared.status, declared.body.error]).toEqual([413, "REQUEST_TOO_LARGE"]);
		const chunked = owner.openPatch(path, 0);
		chunked.send(Buffer.from("six"));
		chunked.send(Buffer.from("six"));
		chunked.finish();
		expect((await chunked.answer)?.status).toBe(413);
		expect(await owner.offset(path)).toBe(0);
		expect((await owner.patch(path, 0, Buffer.from("hello"))).status).toBe(204);
		expect(String(await stored(path))).toBe("hello");
		expect((await owner.patch(path, 5, Buffer.from("!"))).status).toBe(413);
	});

	for (const algorithm of ["md5", "sha1", "sha256", "sha512"])
		it(`is checked by its ${algorithm}, and discarded when that differs`, async () => {
			// More than is held back in memory: the file has it already when the sum turns out wrong.
			const world = randomBytes(2 * MB);
			const path = await owner.create(5 + world.length);
			const hello = Buffer.from("hello");
			const good = await owner.patch(path, 0, hello, { "upload-checksum": sum(algorithm, hello) });
			expect(good.status).toBe(204);
			const bad = { "upload-checksum": sum(algorithm, hello) };
			const reply = await owner.patch(path, 5, world, bad);
			expect([reply.status, reply.body.error]).toEqual([460, "CHECKSUM_MISMATCH"]);
			expect(await owner.offset(path)).toBe(5);
			expect(String(await stored(path))).toBe("hello");
			expect((await owner.patch(path, 5, world)).status).toBe(204);
		});

	for (const value of ["crc9 YQ==", "sha1", "sha1 YQ==", "sha1 ?", "toString YQ==", ""])
		it(`is refused with the checksum '${value}'`, async () => {
			const path = await owner.create(5);
			const reply = await owner.patch(path, 0, Buffer.from("x"), { "upload-checksum": value });
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});

	it("that breaks off is kept as far as it came", async () => {
		const bytes = randomBytes(4 * MB);
		const path = await owner.create(bytes.length);
		const chunk = owner.openPatch(path, 0, { "content-length": String(bytes.length) });
		chunk.send(bytes.subarray(0, 3 * MB));
		await eventually(
			() => stat(fileOf(path)).catch(() => null),
			(found) => found !== null && found.size >= MB,
		);
		const second = await owner.patch(path, 0, bytes);
		expect([second.status, second.body.error]).toEqual([423, "UPLOAD_LOCKED"]);
		expect(second.headers["retry-after"]).toBe("1");
		chunk.abort();
		expect(await chunk.answer).toBeNull();
		const offset = await eventually(
			() => owner.offset(path),
			(at) => at > 0,
		);
		expect(offset).toBeGreaterThanOrEqual(MB);
		expect(offset).toBeLessThanOrEqual(3 * MB);
		// What was saved on the way may have been seen, before what was saved at the end.
		const rest = async () => {
			const at = await owner.offset(path);
			return owner.patch(path, at, bytes.subarray(at));
		};
		await eventually(rest, ({ status }) => status === 204);
		expect((await stored(path)).equals(bytes)).toBe(true);
	});

	it("answers 507 when the disk is full, and goes on when there is room again", async () => {
		const path = await owner.create(5);
		await symlink("/dev/full", fileOf(path));
		const full = await owner.patch(path, 0, Buffer.from("hello"));
		expect([full.status, full.body.error]).toEqual([507, "STORAGE_FULL"]);
		expect(await owner.offset(path)).toBe(0);
		await unlink(fileOf(path));
		expect((await owner.patch(path, 0, Buffer.from("hello"))).status).toBe(204);
		expect(String(await stored(path))).toBe("hello");
	});
});
