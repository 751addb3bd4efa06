import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT, eventually } from "#tests/support/api.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { type FaultProxy, startFaultProxy } from "#tests/support/fault-proxy.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let api: Api;
beforeAll(async () => {
	server = await startServer();
	api = new Api(server.url);
});
afterAll(() => server.stop());

const health = () => api.get("/api/health");
const healthy = () => eventually(health, ({ status }) => status === 200);

describe("health", () => {
	it("says that every part is up", async () => {
		const { status, body, headers } = await healthy();
		expect(status).toBe(200);
		expect(body).toEqual({
			...{ status: "healthy", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
			...{ database: "up", storage: "up", queue: "up", workers: "up" },
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		});
		expect(headers.get("cache-control")).toBe("no-store");
	});

	it("names the workers when there is none, and takes it back when there is one again", async () => {
		await server.killWorker();
		const { status, body } = await eventually(health, (said) => said.body.workers === "down");
		expect(status).toBe(503);
		expect(body).toMatchObject({
			...{ status: "unhealthy", database: "up", storage: "up", queue: "up", workers: "down" },
		});
		await server.startWorker();
		expect((await healthy()).body.workers).toBe("up");
	});
});

describe("a database that is out of reach", () => {
	let database: TestDatabase;
	let way: FaultProxy;
	let cuttable: TestServer;
	let caller: Api;
	beforeAll(async () => {
		database = await createTestDatabase();
		const url = new URL(database.url);
		way = await startFaultProxy({ hostname: url.hostname, port: Number(url.port) });
		url.host = `127.0.0.1:${way.port}`;
		cuttable = await startServer({ env: { DATABASE_URL: url.href } });
		caller = new Api(cuttable.url);
	});
	afterAll(async () => {
		await cuttable.stop();
		await way.stop();
		await database.drop();
	});

	it("is named; everything else is 503, not 500, and says nothing of it", async () => {
		const owner = await caller.photographer();
		await way.refuse();
		const health = await caller.get("/api/health");
		expect(health.status).toBe(503);
		expect(health.body).toMatchObject({
			...{ status: "unhealthy", storage: "up" },
			...{ database: "down", queue: "down", workers: "down" },
		});
		for (const ask of [
			() => caller.get("/api/events"),
			() => owner.get("/api/events"),
			() => caller.post("/api/auth/login", { username: "admin", password: "admin123" }),
			() => caller.get(`/api/events/${DEMO_EVENT}/photos`),
		]) {
			const reply = await ask();
			expect([reply.status, reply.body.error]).toEqual([503, "UNAVAILABLE"]);
			expect(reply.headers.get("retry-after")).toBe("5");
			expect(JSON.stringify(reply.body)).not.toMatch(/prisma|postgres|connect|database|127/i);
		}
	});

	it("is found again by the same processes", async () => {
		const [web, worker] = [cuttable.web(), cuttable.worker()];
		await way.mend();
		await eventually(
			() => caller.get("/api/health"),
			({ body }) => body.status === "healthy",
		);
		expect((await caller.get("/api/events")).status).toBe(200);
		expect([web.exitCode, worker.exitCode]).toEqual([null, null]);
	});
});
