import { afterAll, beforeAll, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const METRICS_TOKEN = "a-token-for-prometheus";

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ worker: false, env: { METRICS_TOKEN } });
});
afterAll(() => server.stop());

it("a token opens the figures from everywhere, and nothing else does", async () => {
	const read = (headers: Record<string, string>) => new Api(server.url, headers).get("/metrics");
	const proxied = { "x-forwarded-for": "8.8.8.8" };
	const shown = await read({ authorization: `Bearer ${METRICS_TOKEN}`, ...proxied });
	expect([shown.status, shown.body]).toEqual([200, expect.stringContaining("potret_media")]);
	for (const authorization of ["", METRICS_TOKEN, `Bearer ${METRICS_TOKEN}x`, "Bearer "])
		expect((await read({ authorization })).status).toBe(404);
});
