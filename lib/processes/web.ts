/** The web process: pages, API and uploads, all through Next, behind our own HTTP server. */
import { join, resolve } from "node:path";
import next from "next";
import { authSecret, config } from "#lib/config/config.ts";
import { log } from "#lib/core/log.ts";
import { closeDb, databaseUrl } from "#lib/db/client.ts";
import { closeLocks } from "#lib/db/locks.ts";
import { isFileRequest, serveFile } from "#lib/http/files.ts";
import { currentAddress } from "#lib/http/old-addresses.ts";
import { applyPageHeaders } from "#lib/http/page-headers.ts";
import { isTusRequest, serveTus } from "#lib/http/tus.ts";
import { onStop, tellReady } from "./child.ts";
import { refusalOf, refuseMethod } from "./methods.ts";
import { isMetricsRequest, observe, serveMetrics } from "./metrics.ts";
import { startMoving } from "./mover.ts";
import { partsOf } from "./page-parts.ts";
import { createWebServer } from "./web-server.ts";

/** Far more than any upload may have: whoever sends as much by mistake still reads why it was refused. */
const DISCARD_BYTES = 4 * 1024 ** 3;

async function main(): Promise<void> {
	process.title = "potret-web";
	// What this process writes is for its user alone.
	process.umask(0o077);
	const settings = config();
	// Asked here, so that a server without them does not start, instead of failing at each request.
	authSecret();
	databaseUrl();
	const { port, host } = settings;
	const dir = resolve(import.meta.dirname, "../..");
	const sendPart = partsOf(join(dir, ".next/sent"));
	const app = next({
		dev: false,
		dir,
		hostname: host,
		port,
	});
	await app.prepare();
	const pages = app.getRequestHandler();
	const { server, drain } = createWebServer({
		...settings,
		handle: (request, response) => {
			if (isMetricsRequest(request)) return serveMetrics(response);
			observe(request, response);
			request.url = currentAddress(request.url ?? "/");
			if (isFileRequest(request)) return serveFile(request, response);
			if (isTusRequest(request)) return serveTus(request, response);
			applyPageHeaders(request, response);
			const refused = refusalOf(request);
			if (refused) return refuseMethod(refused, request, response);
			if (sendPart(request, response)) return;
			return pages(request, response);
		},
		discardBytes: DISCARD_BYTES,
		onError: (error) => log.error({ err: error }, "request failed"),
	});
	const mover = startMoving();
	onStop(async () => {
		log.info("draining");
		await mover.stop();
		await drain();
		await app.close();
		await closeLocks();
		await closeDb();
	});
	server.on("error", (error) => {
		log.fatal({ err: error }, "cannot listen");
		process.exit(1);
	});
	server.listen(port, host, () => {
		const address = server.address();
		const actual = typeof address === "object" && address ? address.port : port;
		log.info({ port: actual }, "listening");
		tellReady({ ready: true, port: actual });
	});
}

main().catch((error) => {
	console.error(error instanceof Error && error.name === "ConfigError" ? error.message : error);
	process.exit(1);
});
