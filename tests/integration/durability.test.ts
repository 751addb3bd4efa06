/** Processes that are killed: what was acknowledged stays, what was not never shows. */
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { type ServerOptions, startServer, type TestServer } from "#tests/support/server.ts";
import { storedFiles } from "#tests/support/storage.ts";

/** Servers are started twice in each, and files made by the dozen. */
const PATIENT = { timeout: 300_000 };

let server: TestServer;
let owner: Api;
let eventId: string;

async function begin(options: ServerOptions = {}): Promise<void> {
	server = await startServer(options);
	owner = await new Api(server.url).photographer();
	eventId = await owner.createEvent();
}
afterEach(() => server?.stop());

const list = async () => (await owner.get(`/api/events/${eventId}/photos?limit=200`)).body as Json;
const statuses = (body: Json) => body.photos.map((photo: Json) => photo.status);

const photos = (count: number) =>
	Promise.all(Array.from({ length: count }, () => aPicture({ width: 2400, height: 1600 })));

describe("kill -9 of the worker", PATIENT, () => {
	it("during 20 photos: all become ready within a minute of its restart", async () => {
		await begin();
		const uploads = (await photos(20)).map((bytes) => owner.upload(eventId, bytes));
		const replies = await Promise.all(uploads);
		expect(replies.every(({ status }) => status === 201)).toBe(true);
		await eventually(list, (body) => statuses(body).includes("ready"));
		await server.killWorker();
		expect(statuses(await list())).toContain("processing");
		await server.startWorker();
		const isReady = (body: Json) => statuses(body).every((status: string) => status === "ready");
		const { total } = await eventually(list, isReady, 60_000);
		expect(total).toBe(20);
	});
});

describe("kill -9 of the web process", PATIENT, () => {
	it("during uploads: nothing acknowledged is missing, nothing else is shown but what was whole", async () => {
		await begin({ worker: false });
		const bodies = await photos(30);
		const acknowledged: string[] = [];
		const some = Promise.withResolvers<void>();
		const cut: number[] = [];
		const uploads = bodies.map(async (bytes, index) => {
			try {
				const { status, body } = await owner.upload(eventId, bytes);
				if (status === 201) acknowledged.push(body.id);
				// At that moment: a quick machine has taken all of them a moment later.
				if (acknowledged.length === 3) some.resolve();
			} catch {
				cut.push(index);
			}
		});
		await some.promise;
		await server.killWeb();
		await Promise.all(uploads);
		expect(cut.length).toBeGreaterThan(0);
		await server.startWeb();

		const shown = (await list()).photos as Json[];
		const ids = new Set(shown.map(({ id }) => id));
		expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
		for (const photo of shown) {
			const original = await fetch(photo.download_url);
			const bytes = Buffer.from(await original.arrayBuffer());
			expect(bodies.some((body) => body.equals(bytes))).toBe(true);
		}

		// A client that heard nothing sends again: every photo is there once.
		for (const index of cut) {
			const { status } = await owner.upload(eventId, bodies[index] as Buffer);
			expect([200, 201]).toContain(status);
		}
		expect((await list()).total).toBe(bodies.length);
	});

	it("leaves no bytes behind that nobody owns, once their time is over", async () => {
		await begin({ worker: false });
		const [whole, half] = await photos(2);
		const part = (n: number, bytes: Buffer) => [
			`--x\r\nContent-Disposition: form-data; name="file${n}"; filename="${n}.jpg"\r\n\r\n`,
			bytes,
			"\r\n",
		];
		const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
		socket.on("error", () => {});
		socket.write(
			`POST /api/events/${eventId}/photos/batch HTTP/1.1\r\nHost: localhost\r\n` +
				`Authorization: ${owner.headers.authorization}\r\nContent-Length: 9000000\r\n` +
				"Content-Type: multipart/form-data; boundary=x\r\n\r\n",
		);
		for (const piece of [...part(0, whole as Buffer), ...part(1, half as Buffer).slice(0, 2)])
			socket.write(piece);
		const begun = (files: string[]) =>
			files.some((file) => file.startsWith("objects/")) &&
			files.some((file) => file.startsWith("tmp/"));
		await eventually(() => storedFiles(server.dataDir), begun);
		await server.killWeb();
		await server.startWeb();
		Object.assign(process.env, server.env);
		const { sweep } = await import("#lib/media/media.handlers.ts");
		await sweep(Date.now() + 25 * 3600_000);
		expect((await list()).total).toBe(0);
		expect(await storedFiles(server.dataDir)).toEqual([]);
	});
});
