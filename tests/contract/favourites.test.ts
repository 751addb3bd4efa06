/** What guests like: kept by their pass, shown by a link, and told to the owner. */
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { MOST_FAVOURITES } from "#lib/guests/favourites.schema.ts";
import { Api, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aGuest, comeIn } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

async function anEvent(settings: Record<string, unknown> = {}, photos = 3) {
	const id = await owner.createEvent(settings);
	const add = async (_: unknown, at: number): Promise<string> =>
		(await owner.upload(id, await aPicture(), `IMG_${at}.jpg`)).body.id;
	const photoIds = await Promise.all(Array.from({ length: photos }, add));
	return { id, photoIds, path: `/api/events/${id}` };
}
type Event = Awaited<ReturnType<typeof anEvent>>;

/** The files of an archive, by their names. */
async function readZip(bytes: ArrayBuffer): Promise<Map<string, string>> {
	const zip = await fromBufferPromise(Buffer.from(bytes));
	const files = new Map<string, string>();
	for await (const entry of zip.eachEntry())
		files.set(entry.fileName, String(await buffer(await zip.openReadStreamPromise(entry))));
	return files;
}

const heart = ({ path }: Event, photoId = "") => `${path}/photos/${photoId}/favourite`;
const mine = async (guest: Api, { path }: Event) =>
	(await guest.get(`${path}/favourites/mine`)).body;
const share = (guest: Api, { path }: Event, patch: unknown = { shared: true }) =>
	guest.patch(`${path}/favourites/mine`, patch);

describe("a guest's favourites", () => {
	it("are kept by their pass, the last liked first, and are nobody else's", async () => {
		const event = await anEvent({ access_code: "melati" });
		const [first = "", second = ""] = event.photoIds;
		const [guest, other] = [
			await aGuest(server.url, event.id, "melati"),
			await aGuest(server.url, event.id, "melati"),
		];
		expect((await guest.put(heart(event, first))).status).toBe(204);
		expect((await guest.put(heart(event, second))).status).toBe(204);
		expect(await mine(guest, event)).toEqual({
			...{ photo_ids: [second, first], name: null, list_id: null },
		});
		expect((await mine(other, event)).photo_ids).toEqual([]);
		const { body } = await guest.get(`${event.path}/photos?favourites=mine`);
		expect(body.total).toBe(2);
		expect((await other.get(`${event.path}/photos?favourites=mine`)).body.total).toBe(0);
	});

	it("twice is once, at once too, and taking back what was never liked is no fault", async () => {
		const event = await anEvent();
		const [photo = "", another = ""] = event.photoIds;
		const guest = await aGuest(server.url, event.id);
		const replies = await Promise.all([1, 2, 3, 4].map(() => guest.put(heart(event, photo))));
		expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
		expect((await mine(guest, event)).photo_ids).toEqual([photo]);
		for (const path of [heart(event, photo), heart(event, photo), heart(event, another)])
			expect((await guest.delete(path)).status).toBe(204);
		expect((await mine(guest, event)).photo_ids).toEqual([]);
	});

	it("need a pass, which an event without a code gives for nothing, once", async () => {
		const event = await anEvent();
		const stranger = new Api(server.url);
		expect(refusal(await stranger.put(heart(event, event.photoIds[0])))).toEqual([
			...[401, "GUEST_PASS_REQUIRED"],
		]);
		expect((await mine(stranger, event)).photo_ids).toEqual([]);
		const guest = await aGuest(server.url, event.id);
		await guest.put(heart(event, event.photoIds[0]));
		const again = await comeIn(guest, event.id);
		expect((await mine(again, event)).photo_ids).toEqual([event.photoIds[0]]);
		const passes = await queryDatabase(
			...([
				server.databaseUrl,
				"SELECT 1 FROM guest_passes WHERE event_id = $1",
				[event.id],
			] as const),
		);
		expect(passes).toHaveLength(1);
	});

	it("are of photos that this guest may see, and no others", async () => {
		const [here, elsewhere] = [await anEvent({ access_code: "melati" }), await anEvent()];
		const guest = await aGuest(server.url, here.id, "melati");
		const foreign = elsewhere.photoIds[0] ?? "";
		expect(refusal(await guest.put(heart(here, foreign)))).toEqual([404, "PHOTO_NOT_FOUND"]);
		expect(refusal(await guest.put(heart(here, "no-id")))).toEqual([404, "PHOTO_NOT_FOUND"]);
		expect(refusal(await guest.put(heart(elsewhere, foreign)))).toEqual([
			...[401, "GUEST_PASS_REQUIRED"],
		]);
		const stranger = new Api(server.url);
		expect(refusal(await stranger.put(heart(here, here.photoIds[0])))).toEqual([
			...[401, "ACCESS_CODE_REQUIRED"],
		]);
	});

	it("go with their photo", async () => {
		const event = await anEvent();
		const guest = await aGuest(server.url, event.id);
		for (const id of event.photoIds) await guest.put(heart(event, id));
		await owner.delete(`${event.path}/photos/${event.photoIds[0]}`);
		expect((await mine(guest, event)).photo_ids).toHaveLength(2);
		const { body } = await owner.get(`${event.path}/favourites`);
		expect(body.photos).toHaveLength(2);
		expect(body.lists[0].photo_count).toBe(2);
	});

	it("are as many as are kept, and not one more", async () => {
		const event = await anEvent({}, 2);
		const [last = "", tooMany = ""] = event.photoIds;
		const guest = await aGuest(server.url, event.id);
		const others = `INSERT INTO media (id, event_id, album, file_name, content_type, byte_size, sha256, object_key, updated_at)
			SELECT gen_random_uuid(), $1, 'Tamu', 'a.jpg', 'image/jpeg', 1, 'n' || n, 'none', now()
			FROM generate_series(1, $2::int) n`;
		await queryDatabase(server.databaseUrl, others, [event.id, MOST_FAVOURITES - 1]);
		const liked = `INSERT INTO favourites (guest_pass_id, media_id)
			SELECT guest_passes.id, media.id FROM guest_passes JOIN media USING (event_id)
			WHERE event_id = $1 AND object_key = 'none'`;
		await queryDatabase(server.databaseUrl, liked, [event.id]);
		expect((await guest.put(heart(event, last))).status).toBe(204);
		expect(refusal(await guest.put(heart(event, tooMany)))).toEqual([409, "TOO_MANY_FAVOURITES"]);
		expect((await guest.put(heart(event, last))).status).toBe(204);
		expect((await mine(guest, event)).photo_ids).toHaveLength(MOST_FAVOURITES);
	});
});

describe("a shared list", () => {
	it("shows its favourites to whoever may see the event, until it is not shared any more", async () => {
		const event = await anEvent({ access_code: "melati" });
		const [guest, friend] = [
			await aGuest(server.url, event.id, "melati"),
			await aGuest(server.url, event.id, "melati"),
		];
		await guest.put(heart(event, event.photoIds[1]));
		const { list_id: listId } = (await share(guest, event, { name: " Ayu ", shared: true })).body;
		const list = `${event.path}/favourites/lists/${listId}`;
		const photos = `${event.path}/photos?list=${listId}`;
		expect((await friend.get(list)).body).toEqual({ id: listId, name: "Ayu", photo_count: 1 });
		expect((await friend.get(photos)).body.photos[0].id).toBe(event.photoIds[1]);
		for (const path of [list, photos])
			expect(refusal(await new Api(server.url).get(path))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		expect((await share(guest, event, { shared: false })).body).toMatchObject({
			...{ name: "Ayu", list_id: null },
		});
		for (const path of [list, photos])
			expect(refusal(await friend.get(path))).toEqual([404, "LIST_NOT_FOUND"]);
	});

	it("keeps its address while it is shared, and gets another when it is shared again", async () => {
		const event = await anEvent();
		const guest = await aGuest(server.url, event.id);
		const twice = await Promise.all([share(guest, event), share(guest, event)]);
		const [one, two] = twice.map(({ body }) => body.list_id);
		expect(one).toBe(two);
		await share(guest, event, { shared: false });
		expect((await share(guest, event)).body.list_id).not.toBe(one);
	});

	it("is found in its own event alone, and by nothing malformed", async () => {
		const [event, another] = [await anEvent(), await anEvent()];
		const { list_id: listId } = (await share(await aGuest(server.url, event.id), event)).body;
		const stranger = new Api(server.url);
		for (const id of [listId, "x", "constructor", "%F0%9F%8C%B8"])
			for (const path of [`favourites/lists/${id}`, `photos?list=${id}`])
				expect(refusal(await stranger.get(`${another.path}/${path}`)), path).toEqual([
					...[404, "LIST_NOT_FOUND"],
				]);
	});

	it.each([
		[{}, 400],
		[{ name: "" }, 400],
		[{ name: "x".repeat(61) }, 400],
		[{ name: "x".repeat(60) }, 200],
		[{ shared: "yes" }, 400],
		[{ photo_ids: [] }, 400],
	])("is changed by %j: %i", async (patch, status) => {
		const event = await anEvent({}, 0);
		const guest = await aGuest(server.url, event.id);
		expect((await share(guest, event, patch)).status).toBe(status);
	});

	it("one thing is chosen at a time", async () => {
		const event = await anEvent({}, 0);
		const both = `${event.path}/photos?favourites=mine&list=${crypto.randomUUID()}`;
		expect(refusal(await new Api(server.url).get(both))).toEqual([400, "VALIDATION_ERROR"]);
	});
});

describe("the owner", () => {
	async function liked() {
		const event = await anEvent({ guest_uploads: "open" });
		const [first = "", second = ""] = event.photoIds;
		const ayu = await aGuest(server.url, event.id);
		const budi = await aGuest(server.url, event.id);
		await ayu.put(heart(event, first));
		await ayu.put(heart(event, second));
		await budi.put(heart(event, first));
		await share(ayu, event, { name: "=Ayu", shared: true });
		return { event, first, second, ayu, budi };
	}

	it("sees who likes what, the best liked first", async () => {
		const { event, first, second } = await liked();
		const { body } = await owner.get(`${event.path}/favourites`);
		expect(
			body.photos.map((photo: { photo_id: string; guest_count: number }) => [
				...[photo.photo_id, photo.guest_count],
			]),
		).toEqual([
			[first, 2],
			[second, 1],
		]);
		expect(body.lists).toMatchObject([
			{ name: null, photo_count: 1, shared: false },
			{ name: "=Ayu", photo_count: 2, shared: true },
		]);
		const [budis, ayus] = body.lists;
		const total = async (query: string) =>
			(await owner.get(`${event.path}/photos?${query}`)).body.total;
		expect(await total("favourites=any")).toBe(2);
		expect(await total(`guest=${budis.guest_id}`)).toBe(1);
		expect(await total(`guest=${ayus.guest_id}`)).toBe(2);
	});

	it("alone: guests are told of nobody's but their own", async () => {
		const { event, ayu } = await liked();
		const [list] = (await owner.get(`${event.path}/favourites`)).body.lists;
		for (const path of ["favourites", "photos?favourites=any", `photos?guest=${list.guest_id}`])
			expect(refusal(await ayu.get(`${event.path}/${path}`))).toEqual([401, "UNAUTHENTICATED"]);
	});

	it("knows a guest by the name that came with their photos, where the list has none", async () => {
		const event = await anEvent({ guest_uploads: "open" });
		const guest = await aGuest(server.url, event.id);
		const fields = { albumName: "Tamu", uploaderName: "Wayan" };
		const { body } = await guest.upload(event.id, await aPicture(), "own.jpg", fields);
		await guest.put(heart(event, body.id));
		expect((await owner.get(`${event.path}/favourites`)).body.lists[0].name).toBe("Wayan");
	});

	it("takes them along: names, a table without formulas, sidecars", async () => {
		const { event, ayu } = await liked();
		const formula = await owner.upload(event.id, await aPicture(), "=cmd.jpg");
		await ayu.put(heart(event, formula.body.id));
		const exported = async (query: string) => {
			const response = await fetch(`${server.url}${event.path}/favourites/export?${query}`, {
				headers: owner.headers,
			});
			expect(response.status).toBe(200);
			return response;
		};
		expect(await (await exported("format=names")).text()).toBe("IMG_0, =cmd, IMG_1");
		const csv = await exported("format=csv");
		expect(csv.headers.get("content-disposition")).toBe('attachment; filename="favourites.csv"');
		expect(await csv.text()).toBe(
			"filename,guests,uploaded_by\r\nIMG_0.jpg,2,Anonymous\r\n'=cmd.jpg,1,Anonymous\r\nIMG_1.jpg,1,Anonymous\r\n",
		);
		const xmp = await readZip(await (await exported("format=xmp")).arrayBuffer());
		expect([...xmp.keys()].toSorted()).toEqual(["=cmd.xmp", "IMG_0.xmp", "IMG_1.xmp"]);
		expect(xmp.get("IMG_0.xmp")).toContain('xmp:Rating="5"');
		const [list] = (await owner.get(`${event.path}/favourites`)).body.lists;
		expect(await (await exported(`format=names&guest=${list.guest_id}`)).text()).toBe(
			"=cmd, IMG_0, IMG_1",
		);
	});

	it("is told of exports that there are not", async () => {
		const event = await anEvent({}, 0);
		const ask = (query: string) => owner.get(`${event.path}/favourites/export?${query}`);
		expect(refusal(await ask("format=docx"))).toEqual([400, "VALIDATION_ERROR"]);
		expect(refusal(await ask("format=csv&guest=x"))).toEqual([400, "VALIDATION_ERROR"]);
		expect(refusal(await ask(`format=csv&guest=${crypto.randomUUID()}`))).toEqual([
			...[404, "LIST_NOT_FOUND"],
		]);
		expect((await ask("format=names")).body).toBe("");
	});
});
