/** A Next app behind our HTTP server and nothing else of ours, for `bench/wrapper.ts`. */
import next from "next";
import { onStop, tellReady } from "#lib/processes/child.ts";
import { createWebServer } from "#lib/processes/web-server.ts";

const app = next({ dev: false, dir: process.argv[2] ?? "" });
await app.prepare();
const { server, drain } = createWebServer({
	handle: app.getRequestHandler(),
	...{ corsOrigins: [], trustedProxies: 0, discardBytes: 0 },
	...{ headersTimeoutMs: 15_000, idleTimeoutMs: 60_000, drainMs: 1000 },
	onError: console.error,
});
onStop(drain);
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	tellReady({ ready: true, port: typeof address === "object" ? address?.port : undefined });
});
