/** Resumable uploads: whose they are, how many, and for how long. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { sendJob } from "#tests/support/jobs.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Tus } from "#tests/support/tus.ts";

let server: TestServer;
let api: Api;
let owner: Tus;

beforeAll(async () => {
	const limits = { MAX_UNUSED_UPLOADS: "8", MAX_UNUSED_UPLOAD_GB: "3", MAX_RESUMABLE_GB: "2" };
	server = await startServer({ env: { REGISTRATION: "1", ...limits } });
	api = new Api(server.url);
	owner = new Tus(server.url, (await api.photographer()).headers);
});
afterAll(() => server?.stop());

const GB = 1024 ** 3;
const fileOf = (path: string) => join(server.dataDir, "uploads", basename(path));

async function aKey(...scopes: string[]): Promise<Tus> {
	const photographer = await api.photographer();
	const { body } = await photographer.post("/api/keys", { name: "A script", scopes });
	return new Tus(server.url, { "x-api-key": body.key });
}

async function aPhotographer(name: string): Promise<Tus> {
	return new Tus(server.url, (await api.register(name)).headers);
}

async function query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: server.databaseUrl });
	await client.connect();
	try {
		return (await client.query(sql, values)).rows;
	} finally {
		await client.end();
	}
}

/** Every verb that names an upload; GET among them, which none answers. */
const onEveryVerb = async (caller: Tus, path: string) => [
	(await caller.head(path)).status,
	(await caller.patch(path, 0, Buffer.from("x"))).status,
	(await caller.delete(path)).status,
	(await caller.send("GET", path)).status,
	(await caller.send("POST", path)).status,
	(await caller.send("POST", path, { "x-http-method-override": "DELETE" })).status,
];

describe("an upload", () => {
	it("does not exist for anybody else, the administrator among them", async () => {
		const path = await owner.create(5);
		const admin = new Tus(server.url, (await api.admin()).headers);
		for (const other of [await aPhotographer("somebody"), admin])
			expect(await onEveryVerb(other, path)).toEqual(Array(6).fill(404));
		expect(await owner.offset(path)).toBe(0);
		expect((await owner.delete(path)).status).toBe(204);
	});

	it("asks strangers to sign in, whether it exists or not", async () => {
		const stranger = new Tus(server.url, {});
		expect((await stranger.post(5)).status).toBe(401);
		const path = await owner.create(5);
		for (const at of [path, "/api/uploads/00000000-0000-4000-8000-000000000000"])
			expect(await onEveryVerb(stranger, at)).toEqual(Array(6).fill(401));
		await owner.delete(path);
	});

	it("takes keys that may send its kind, and no others", async () => {
		const [batches, photos] = [await aKey("batches:write"), await aKey("photos:write")];
		const path = await batches.create(5, { purpose: "batch" });
		expect(await owner.offset(path)).toBe(0);
		expect(await onEveryVerb(photos, path)).toEqual(Array(6).fill(404));
		const purposes = [await photos.create(5, { purpose: "photos" }), path];
		const refused = await photos.post(5);
		expect([refused.status, refused.body.error]).toEqual([403, "INSUFFICIENT_SCOPE"]);
		const reader = await aKey("photos:read", "batches:read", "events:write");
		expect(await onEveryVerb(reader, path)).toEqual([403, 403, 403, 403, 403, 403]);
		for (const one of purposes) expect((await owner.delete(one)).status).toBe(204);
	});

	it("is gone when it was terminated, bytes and all", async () => {
		const path = await owner.create(5);
		await owner.patch(path, 0, Buffer.from("hel"));
		expect(existsSync(fileOf(path))).toBe(true);
		expect((await owner.delete(path)).status).toBe(204);
		expect(existsSync(fileOf(path))).toBe(false);
		expect(await onEveryVerb(owner, path)).toEqual(Array(6).fill(404));
	});

	it("knows verbs that a header names", async () => {
		const path = await owner.create(2);
		const override = (name: string) => ({ "x-http-method-override": name });
		const chunk = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
		const patched = await owner.send(
			...(["POST", path, { ...override("PATCH"), ...chunk }, Buffer.from("ab")] as const),
		);
		expect([patched.status, patched.headers["upload-offset"]]).toEqual([204, "2"]);
		const head = await owner.send("POST", path, override("HEAD"));
		expect([head.status, head.headers["upload-offset"]]).toEqual([200, "2"]);
		expect((await owner.send("POST", path, override("PUT"))).status).toBe(405);
		expect((await owner.send("POST", path, override("DELETE"))).status).toBe(204);
		expect((await owner.send("PUT", "/api/uploads")).status).toBe(405);
		expect((await owner.send("DELETE", "/api/uploads")).status).toBe(405);
	});

	it("takes no cookie from a page elsewhere", async () => {
		const login = await api.post("/api/auth/login", {
			...{ username: "photographer", password: "photographer123" },
		});
		const cookie = login.headers.get("set-cookie")?.split(";")[0] ?? "";
		const page = (headers: Record<string, string>) => new Tus(server.url, { cookie, ...headers });
		const path = await page({ "sec-fetch-site": "same-origin" }).create(5);
		const elsewhere = page({ "sec-fetch-site": "cross-site", origin: "https://evil.example" });
		expect((await elsewhere.post(5)).status).toBe(401);
		expect((await elsewhere.delete(path)).status).toBe(401);
		expect((await owner.delete(path)).status).toBe(204);
	});
});

describe("hostile ids", () => {
	const ids = [
		...["..", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e", "%00", "a%00b"],
		...[
			"..\\..\\secrets.json",
			"a".repeat(4000),
			"%F0%9F%93%B7",
			"' OR 1=1 --".replaceAll(" ", "+"),
		],
		...["00000000-0000-4000-8000-000000000000%2f..", "-1", "null", "/", "//x", "x/y?id=1"],
	];
	for (const id of ids)
		it(`${id.slice(0, 40)} is nothing`, async () => {
			const path = `/api/uploads/${id}`;
			const statuses = await onEveryVerb(owner, path);
			// Slashes alone are the collection's own address.
			if (id !== "/") expect(statuses).toEqual(Array(6).fill(404));
			else expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
		});
});

describe("an account", () => {
	it("may leave so many uploads lying, and so many bytes", async () => {
		const greedy = await aPhotographer("greedy");
		const first = await greedy.create(2 * GB);
		const over = await greedy.post(GB + 1);
		expect([over.status, over.body.error]).toEqual([413, "UPLOAD_QUOTA_EXCEEDED"]);
		expect((await greedy.delete(first)).status).toBe(204);
		const replies = await Promise.all(Array.from({ length: 12 }, () => greedy.post(1)));
		const statuses = replies.map(({ status }) => status);
		expect(statuses.toSorted()).toEqual([...Array(8).fill(201), ...Array(4).fill(413)]);
		expect((await owner.post(1)).status).toBe(201);
	});
});

describe("an upload that was left", () => {
	it("is expired, then swept with its file; files that belong to none go too", async () => {
		const [left, kept] = [await owner.create(5), await owner.create(5)];
		for (const path of [left, kept]) await owner.patch(path, 0, Buffer.from("hel"));
		const orphan = join(server.dataDir, "uploads/0b0b0b0b-0000-4000-8000-000000000000");
		await writeFile(orphan, "left by a crash");
		await query("UPDATE uploads SET expires_at = now() - interval '1 minute' WHERE id = $1", [
			basename(left),
		]);
		for (const reply of [await owner.patch(left, 3, Buffer.from("lo")), await owner.delete(left)])
			expect([reply.status, reply.body.error]).toEqual([410, "UPLOAD_EXPIRED"]);
		expect((await owner.head(left)).status).toBe(410);
		await sendJob(server.databaseUrl, "uploads-sweep");
		await eventually(
			() => owner.head(left),
			({ status }) => status === 404,
		);
		await eventually(
			async () => existsSync(orphan),
			(there) => !there,
		);
		expect(existsSync(fileOf(left))).toBe(false);
		expect(await owner.offset(kept)).toBe(3);
		expect((await owner.patch(kept, 3, Buffer.from("lo"))).status).toBe(204);
	});

	it("gets its time anew with every chunk", async () => {
		const path = await owner.create(5);
		const soon = "UPDATE uploads SET expires_at = now() + interval '1 minute' WHERE id = $1";
		await query(soon, [basename(path)]);
		const { headers } = await owner.patch(path, 0, Buffer.from("hel"));
		const left = Date.parse(headers["upload-expires"] as string) - Date.now();
		expect(left).toBeGreaterThan(23 * 3600_000);
	});
});
