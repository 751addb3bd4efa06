/** People whom a domain knows: named, enrolled, merged, deleted. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aGroup, aPortrait, type Portrayed } from "#tests/support/portraits.ts";
import { enrolled, LOGS, photo, recognize } from "#tests/support/recognition.ts";
import { startSecondWeb } from "#tests/support/second-web.ts";

const PEOPLE = "/api/people";
const NIL = "00000000-0000-4000-8000-000000000000";
let served: Served;
let owner: Api;
let abroad: Api;

beforeAll(async () => {
	served = await startWithPeople();
	({ owner, other: abroad } = served);
	const sql = "UPDATE users SET domain = 'elsewhere' WHERE username = 'another'";
	await queryDatabase(served.server.databaseUrl, sql);
});
afterAll(() => served?.server.stop());

const rows = (sql: string): Promise<Json[]> => queryDatabase(served.server.databaseUrl, sql);

async function named(name: string, api = owner): Promise<string> {
	const { status, body } = await api.post(PEOPLE, { name });
	expect(status).toBe(201);
	return body.id;
}

const send = (id: string, bytes: Uint8Array, name = "a.jpg", api = owner) =>
	api.post(`${PEOPLE}/${id}/photos`, aForm({}, [{ field: "file", name, bytes }]));

/** Who is seen on another picture of that person; null: nobody. */
async function seen(who: Portrayed, api = owner): Promise<string | null> {
	const { body } = await recognize(api, [photo("a.jpg", await aPortrait(who, 1))]);
	return body.summary.persons_list[0] ?? null;
}

describe("names", () => {
	it("are trimmed, need not differ, and are changed", async () => {
		const { status, body } = await owner.post(PEOPLE, { name: "  Zahra " });
		expect([status, body]).toEqual([
			201,
			{ id: body.id, name: "Zahra", samples: 0, picture: null, created_at: body.created_at },
		]);
		await named("Zahra");
		const renamed = await owner.patch(`${PEOPLE}/${body.id}`, { name: "Zaki" });
		expect(renamed).toMatchObject({ status: 200, body: { id: body.id, name: "Zaki" } });
		expect((await owner.get(`${PEOPLE}/${body.id}`)).body).toMatchObject({
			...{ name: "Zaki", samples: [], picture: null },
		});
	});

	it("are refused where they are none", async () => {
		const id = await named("Zoë");
		const wrong = [{}, { name: "" }, { name: " \u200e " }, { name: 1 }, { name: "a".repeat(121) }];
		for (const body of [...wrong, { name: "a", domain: "b" }, { name: "a\0b" }]) {
			expect((await owner.post(PEOPLE, body)).status).toBe(400);
			expect((await owner.patch(`${PEOPLE}/${id}`, body)).status).toBe(400);
		}
		expect((await owner.post(PEOPLE, { name: "Z".repeat(120) })).status).toBe(201);
	});

	it("order the list, page by page", async () => {
		const all = (await owner.get(PEOPLE)).body;
		expect(all).toMatchObject({ total: all.people.length, next_cursor: null });
		const paged: Json[] = [];
		let cursor: string | null = "";
		do {
			const query: string = cursor ? `&cursor=${cursor}` : "";
			const { body } = await owner.get(`${PEOPLE}?limit=2${query}`);
			expect(body.total).toBe(all.total);
			paged.push(...body.people);
			cursor = body.next_cursor;
		} while (cursor);
		expect(paged).toEqual(all.people);
		expect((await owner.get(`${PEOPLE}?name=zaH`)).body).toMatchObject({
			...{ total: 1, people: [{ name: "Zahra" }] },
		});
		for (const query of ["limit=0", "limit=201", "cursor=nonsense", `name=${"a".repeat(121)}`])
			expect((await owner.get(`${PEOPLE}?${query}`)).status).toBe(400);
	});

	it("are found as they are written, and not as a pattern", async () => {
		const id = await named("100% Putri_");
		const found = async (part: string) =>
			(await owner.get(`${PEOPLE}?name=${encodeURIComponent(part)}`)).body;
		for (const part of ["%", "_", "0% p"])
			expect(await found(part)).toMatchObject({ total: 1, people: [{ id }] });
		for (const part of ["\\", "1%P", "_utri"])
			expect(await found(part)).toMatchObject({ total: 0, people: [] });
	});
});

describe("enrolling", () => {
	it("a picture of one face, which is then recognised", async () => {
		const id = await named("Ayu");
		expect(await seen("ayu")).toBeNull();
		const { status, body } = await send(id, await aPortrait("ayu"));
		expect(status).toBe(201);
		expect(Object.keys(body).join()).toBe("id,picture,quality,created_at");
		expect(Object.keys(body.picture).join()).toBe("url,x,y,width,height,image_width,image_height");
		expect((await fetch(body.picture.url)).headers.get("content-type")).toMatch(/^image\//);
		expect(await seen("ayu")).toBe("Ayu");
		expect((await owner.get(`${PEOPLE}/${id}`)).body).toMatchObject({
			...{ samples: [body], picture: body.picture },
		});
		expect((await owner.get(`${PEOPLE}?name=Ayu`)).body.people[0].samples).toBe(1);
	});

	it("not a picture of none, of several, or what is no picture; nothing is left of these", async () => {
		const id = await named("Nobody");
		const before = await rows("SELECT 1 FROM media WHERE deleted_at IS NULL");
		const code = async (bytes: Uint8Array) => {
			const { status, body } = await send(id, bytes);
			return [status, body.error];
		};
		expect(await code(await aPicture())).toEqual([422, "NO_FACE"]);
		expect(await code(await aGroup())).toEqual([422, "MULTIPLE_FACES"]);
		expect(await code(Buffer.from("text"))).toEqual([400, "UNSUPPORTED_FORMAT"]);
		expect(await code(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]))).toEqual([422, "INVALID_IMAGE"]);
		const png = await aPicture({ format: "png" });
		const hollow = Buffer.concat([png.subarray(0, 40), Buffer.alloc(200, 7)]);
		expect(await code(hollow)).toEqual([422, "INVALID_IMAGE"]);
		expect((await owner.post(`${PEOPLE}/${id}/photos`, aForm({}))).status).toBe(400);
		expect(await rows("SELECT 1 FROM media WHERE deleted_at IS NULL")).toEqual(before);
		expect(
			await rows(
				"SELECT 1 FROM faces JOIN media ON media.id = media_id WHERE deleted_at IS NOT NULL",
			),
		).toEqual([]);
		expect((await owner.get(`${PEOPLE}/${id}`)).body.samples).toEqual([]);
	});

	it("a face of a recognition, which stays when that is deleted", async () => {
		const { body: sent } = await recognize(owner, [photo("d.jpg", await aPortrait("dewi"))]);
		const log = (await owner.get(`${LOGS}/${sent.batch_id}`)).body;
		const face = { face_id: log.entries[0].faces[0].id };
		const id = await named("Dewi");
		const { status, body } = await owner.post(`${PEOPLE}/${id}/samples`, face);
		expect([status, body.picture.image_width]).toEqual([201, expect.any(Number)]);
		await owner.delete(`${LOGS}/${sent.batch_id}`);
		expect(await seen("dewi")).toBe("Dewi");
		const picture = async () => (await owner.get(`${PEOPLE}/${id}`)).body.picture;
		const { url } = await eventually(picture, (own) => own.url.includes("medium"));
		expect((await fetch(url)).status).toBe(200);
		for (const wrong of [face, { face_id: NIL }])
			expect((await owner.post(`${PEOPLE}/${id}/samples`, wrong)).body.error).toBe(
				"FACE_NOT_FOUND",
			);
		for (const wrong of [{}, { face_id: "x" }])
			expect((await owner.post(`${PEOPLE}/${id}/samples`, wrong)).status).toBe(400);
	});

	it("nobody's face but one's own", async () => {
		const { body } = await recognize(owner, [photo("c.jpg", await aPortrait("citra"))]);
		const log = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		const id = await named("Citra", abroad);
		const face = { face_id: log.entries[0].faces[0].id };
		const { status } = await abroad.post(`${PEOPLE}/${id}/samples`, face);
		expect(status).toBe(404);
	});

	it("several at once are all there", async () => {
		const id = await named("Budi");
		const pictures = await Promise.all([0, 1, 2].map((shot) => aPortrait("budi", shot)));
		const sent = await Promise.all(pictures.map((bytes) => send(id, bytes)));
		expect(sent.map(({ status }) => status)).toEqual([201, 201, 201]);
		expect((await owner.get(`${PEOPLE}/${id}`)).body.samples).toHaveLength(3);
		expect(await seen("budi")).toBe("Budi");
	});
});

describe("what is taken away", () => {
	it("a sample is found no more, and its picture is gone", async () => {
		const id = await enrolled(owner, "Only once", "citra");
		expect(await seen("citra")).toBe("Only once");
		const [sample] = (await owner.get(`${PEOPLE}/${id}`)).body.samples;
		const path = `${PEOPLE}/${id}/photos/${sample.id}`;
		expect((await abroad.delete(path)).status).toBe(404);
		expect((await owner.delete(path)).status).toBe(204);
		expect((await owner.delete(path)).body.error).toBe("SAMPLE_NOT_FOUND");
		expect(await seen("citra")).toBeNull();
		await eventually(
			async () => (await fetch(sample.picture.url)).status,
			(code) => code === 404,
		);
		for (const wrong of ["x", NIL])
			expect((await owner.delete(`${PEOPLE}/${id}/photos/${wrong}`)).status).toBe(404);
	});

	it("a person is found no more by any process, and gone from the logs", async () => {
		const id = await enrolled(owner, "Short", "citra");
		const { body } = await recognize(owner, [photo("c.jpg", await aPortrait("citra", 1))]);
		expect(body.summary.persons_list).toEqual(["Short"]);
		const second = await startSecondWeb(served.server);
		try {
			const there = new Api(second.url, owner.headers);
			expect((await there.delete(`${PEOPLE}/${id}`)).status).toBe(204);
		} finally {
			await second.kill();
		}
		expect((await owner.delete(`${PEOPLE}/${id}`)).status).toBe(404);
		expect(await seen("citra")).toBeNull();
		const log = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		expect(log.entries[0].primary_result).toEqual({ person: "Unknown", confidence: null });
		expect(log.summary).toMatchObject({ recognized_count: 0, persons_list: [] });
		expect(await rows(`SELECT 1 FROM face_samples WHERE person_id = '${id}'`)).toEqual([]);
	});

	it("merged, several are one, in searches and in logs", async () => {
		const id = await named("Citra");
		const twice = await enrolled(owner, "Citra too", "citra");
		const { body } = await recognize(owner, [photo("c.jpg", await aPortrait("citra", 2))]);
		expect(body.summary.persons_list).toEqual(["Citra too"]);
		const merged = await owner.post(`${PEOPLE}/${id}/merge`, { from: [twice, id] });
		expect(merged).toMatchObject({ status: 200, body: { id, name: "Citra", samples: 1 } });
		expect((await owner.get(`${PEOPLE}/${twice}`)).status).toBe(404);
		const log = (await owner.get(`${LOGS}/${body.batch_id}`)).body;
		expect(log.summary.persons_list).toEqual(["Citra"]);
		expect(await seen("citra")).toBe("Citra");
		const merge = (from: unknown) => owner.post(`${PEOPLE}/${id}/merge`, { from });
		expect((await merge([twice])).status).toBe(404);
		for (const wrong of [[], "x", ["x"], undefined]) expect((await merge(wrong)).status).toBe(400);
	});
});

describe("who may do what", () => {
	it("strangers are asked to sign in; another domain is told of nothing", async () => {
		const id = await named("Ours");
		const stranger = new Api(owner.url);
		const picture = { field: "file", name: "a.jpg", bytes: await aPicture() };
		const asks: ((api: Api) => Promise<Json>)[] = [
			(api) => api.get(`${PEOPLE}/${id}`),
			(api) => api.patch(`${PEOPLE}/${id}`, { name: "Theirs" }),
			(api) => api.delete(`${PEOPLE}/${id}`),
			(api) => api.post(`${PEOPLE}/${id}/merge`, { from: [NIL] }),
			(api) => api.post(`${PEOPLE}/${id}/samples`, { face_id: NIL }),
			(api) => api.post(`${PEOPLE}/${id}/photos`, aForm({}, [picture])),
			(api) => api.delete(`${PEOPLE}/${id}/photos/${NIL}`),
		];
		for (const ask of asks) {
			expect((await ask(stranger)).status).toBe(401);
			const { status, body } = await ask(abroad);
			expect([status, body.error]).toEqual([404, "PERSON_NOT_FOUND"]);
		}
		expect((await stranger.get(PEOPLE)).status).toBe(401);
		const theirs = (await abroad.get(PEOPLE)).body.people;
		expect(theirs.map(({ name }: Json) => name)).toEqual(["Citra"]);
		expect((await owner.get(`${PEOPLE}/nonsense`)).status).toBe(404);
	});

	it("everybody of a domain may, an admin too; a key needs its scope", async () => {
		const id = await named("Shared");
		expect((await served.admin.patch(`${PEOPLE}/${id}`, { name: "Ours" })).status).toBe(200);
		const reader = await aKey(served, ["people:read"]);
		const writer = await aKey(served, ["people:write"]);
		expect((await reader.get(PEOPLE)).status).toBe(200);
		expect((await writer.get(PEOPLE)).status).toBe(403);
		expect((await reader.post(PEOPLE, { name: "x" })).status).toBe(403);
		expect((await reader.delete(`${PEOPLE}/${id}`)).status).toBe(403);
		expect((await writer.delete(`${PEOPLE}/${id}`)).status).toBe(204);
	});
});
