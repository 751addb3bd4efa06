import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type SlowUpload, startSlowUpload } from "#tests/support/slow-upload.ts";

let server: TestServer;
let owner: Api;
let event: string;
let holding: SlowUpload | undefined;

async function start(env: Record<string, string>, worker = false) {
	server = await startServer({ worker, env, alone: true });
	owner = await new Api(server.url).photographer();
	event = await owner.createEvent();
}

const uploads = (tail = "") => `${server.url}/api/events/${event}/photos${tail}`;
const begin = (declared?: number, tail?: string) =>
	startSlowUpload(uploads(tail), { headers: owner.headers, ...(declared ? { declared } : {}) });

type Fill = (upload: SlowUpload) => void;

/** Takes a place with an upload that has begun, and waits until it counts. */
async function takePlace(fill: Fill, declared?: number, tail?: string): Promise<SlowUpload> {
	await becomesFree();
	const probe = async () => {
		// The probe itself may have had the place when this one asked for it.
		if (!holding || holding.isOver()) {
			holding = begin(declared, tail);
			fill(holding);
		}
		return tryUpload();
	};
	await eventually(probe, (status) => status === 503);
	return holding as SlowUpload;
}

const tryUpload = async () =>
	(await owner.upload(event, await aPicture({ width: 32, height: 32 }))).status;

const becomesFree = () => eventually(tryUpload, (status) => status === 201);

const anOpenFile = async () => {
	const picture = await aPicture();
	return (upload: SlowUpload) => upload.sendFile("file", picture, "open");
};

afterEach(() => {
	holding?.abort();
	holding = undefined;
});

describe("one upload at a time", () => {
	beforeAll(() =>
		start(
			{ MAX_UPLOADS_IN_FLIGHT: "1", IDLE_TIMEOUT_SECONDS: "10", MAX_REQUEST_MB_DESKTOP: "3" },
			true,
		),
	);
	afterAll(() => server.stop());

	it("refuses the second before its body, and takes it when the first is done", async () => {
		const first = await takePlace(await anOpenFile());
		const second = begin();
		const refused = await second.answer;
		second.abort();
		expect(refused?.status).toBe(503);
		expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
		expect(refused?.headers["x-request-id"]).toBeTruthy();
		expect(JSON.parse(refused?.body ?? "")).toMatchObject({ error: "OVERLOADED", details: null });
		first.finish();
		expect((await first.answer)?.status).toBe(201);
		await becomesFree();
	});

	it("says the same to a batch, and answers all that is no upload", async () => {
		await takePlace(await anOpenFile());
		const batch = await owner.uploadBatch(event, [{ name: "a.jpg", bytes: await aPicture() }]);
		expect([batch.status, batch.body.error]).toEqual([503, "OVERLOADED"]);
		for (const path of ["/api/events", `/api/events/${event}/photos`, "/api/keys"])
			expect((await owner.get(path)).status).toBe(200);
		expect((await new Api(server.url).get("/api/health")).body.status).toBe("healthy");
	});

	it("keeps no key of what it refused: the same upload is taken later", async () => {
		const first = await takePlace(await anOpenFile());
		const [keyed, picture] = [owner.with({ "idempotency-key": "later" }), await aPicture()];
		for (let n = 0; n < 20; n++) {
			expect((await keyed.upload(event, picture)).status).toBe(503);
			// However long all this takes, the first does not stand still.
			first.send("\0");
		}
		first.finish();
		await first.answer;
		const taken = () => keyed.upload(event, picture);
		const { headers } = await eventually(taken, ({ status }) => status === 201);
		expect(headers.has("idempotency-replayed")).toBe(false);
	});

	it("gives the place of a sender who has gone to the next", async () => {
		(await takePlace(await anOpenFile())).abort();
		await becomesFree();
	});

	it("gives the place of a sender who stands still to the next", async () => {
		const still = await takePlace(await anOpenFile());
		await becomesFree();
		expect((await still.answer)?.status ?? 408).toBeGreaterThanOrEqual(400);
	});

	it("gives it on wherever in a batch the sender has gone", async () => {
		const whole = await aPicture();
		const goneAfter: Fill[] = [
			() => {},
			(upload) => upload.sendFile("file0", whole),
			(upload) => upload.sendFile("file0", whole, "open"),
			(upload) => {
				upload.sendFile("file0", whole);
				upload.sendFile("file1", whole.subarray(0, 2000), "open");
			},
			(upload) => {
				for (const field of ["file0", "file1", "file2"]) upload.sendFile(field, whole);
				upload.sendFile("file3", whole.subarray(0, 10), "open");
			},
			(upload) => upload.sendFile("file0", Buffer.from("no picture"), "open"),
			(upload) => upload.send("rubbish"),
		];
		const before = (await owner.get(`/api/events/${event}/photos`)).body.total;
		for (const fill of goneAfter) {
			(await takePlace(fill, undefined, "/batch")).abort();
			await becomesFree();
		}
		const { body } = await owner.get(`/api/events/${event}/photos?limit=200`);
		expect(body.total).toBeGreaterThan(before);
		const names = body.photos.map((photo: { filename: string }) => photo.filename);
		expect(names.filter((name: string) => /^file\d/.test(name))).toEqual([]);
	});

	it("gives it on after every kind of refusal", async () => {
		const picture = await aPicture();
		const stranger = new Api(server.url);
		const large = Buffer.concat([picture, Buffer.alloc(4 * 1024 * 1024)]);
		for (const [refuse, status] of [
			[() => stranger.upload(event, picture), 401],
			[() => owner.upload(crypto.randomUUID(), picture), 404],
			[() => owner.upload(event, Buffer.from("text")), 400],
			[() => owner.upload(event, picture, "a.jpg", { albumName: "x" }), 400],
			[() => owner.upload(event, large), 413],
			[() => owner.uploadBatch(event, Array(11).fill({ name: "a.jpg", bytes: picture })), 413],
			[() => owner.uploadBatch(event, [{ name: "a", bytes: Buffer.from("text") }]), 422],
		] as const) {
			const reply = await refuse();
			expect(reply.status).toBe(status);
			await becomesFree();
		}
	});
});

describe("declared bytes", () => {
	beforeAll(() => start({ MAX_UPLOADS_IN_FLIGHT: "10", MAX_UPLOAD_MB_IN_FLIGHT: "1" }));
	afterAll(() => server.stop());

	it("are counted before they come; one upload alone is never too many", async () => {
		const first = await takePlace(await anOpenFile(), 5 * 1024 * 1024);
		const second = await begin(1000).answer;
		expect(second?.status).toBe(503);
		first.abort();
		await becomesFree();
	});

	it("of one caller leave others their half, however many they are", async () => {
		await takePlace(await anOpenFile(), 5 * 1024 * 1024);
		const admin = await new Api(server.url).admin();
		const { status } = await admin.upload(event, await aPicture({ width: 32, height: 32 }));
		expect(status).toBe(201);
		expect(await tryUpload()).toBe(503);
	});
});

describe("a disk that is nearly full", () => {
	beforeAll(() => start({ MIN_FREE_DISK_MB: "1000000000" }));
	afterAll(() => server.stop());

	it("takes no upload, before its body, and still shows everything", async () => {
		const refused = begin();
		const answer = await refused.answer;
		refused.abort();
		expect([answer?.status, answer?.headers["retry-after"]]).toEqual([503, "300"]);
		expect(JSON.parse(answer?.body ?? "").error).toBe("OVERLOADED");
		for (let n = 0; n < 5; n++) expect(await tryUpload()).toBe(503);
		expect((await owner.get(`/api/events/${event}/photos`)).body.total).toBe(0);
		expect((await owner.patch(`/api/events/${event}`, { name: "Still here" })).status).toBe(200);
		expect((await new Api(server.url).get("/api/health")).body.storage).toBe("up");
	});
});
