/** `GET /metrics`, answered before Next, and what is counted of every other request. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "#lib/config/config.ts";
import { isPublicAddress } from "#lib/core/addresses.ts";
import { sameText } from "#lib/core/signing.ts";
import { currentAddress } from "#lib/http/old-addresses.ts";
import { familyOf, isUpload, methodOf, statusClass } from "#lib/operations/metrics.policy.ts";
import { observeRequest, renderMetrics } from "#lib/operations/metrics.service.ts";

/** From a private address without a detour: behind a proxy everybody seems to come from one. */
function isNear({ socket, headers }: IncomingMessage): boolean {
	if (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined) return false;
	const address = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, "");
	return address !== undefined && !isPublicAddress(address);
}

function mayRead(request: IncomingMessage): boolean {
	const { metricsToken } = config();
	if (metricsToken === null) return isNear(request);
	return sameText(request.headers.authorization ?? "", `Bearer ${metricsToken}`);
}

/** True where it is answered here; for whoever may not read it there is no such address. */
export function isMetricsRequest(request: IncomingMessage): boolean {
	return request.method === "GET" && request.url === "/metrics" && mayRead(request);
}

export async function serveMetrics(response: ServerResponse): Promise<void> {
	const { contentType, text } = await renderMetrics();
	response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" }).end(text);
}

/** Bytes of the body. What came along with the headers is not in `since`, but whole it says its size. */
function arrived({ complete, headers }: IncomingMessage, since: number): number {
	const declared = Number(headers["content-length"] ?? 0);
	return complete && declared > 0 ? declared : since;
}

/** Counts a request once it is over, however it ends. */
export function observe(request: IncomingMessage, response: ServerResponse): void {
	const { method, headers, socket } = request;
	const family = familyOf(currentAddress(request.url ?? "/"));
	const brings = isUpload(method, headers["content-type"]);
	const [started, before] = [performance.now(), socket.bytesRead];
	const over = observeRequest(family);
	response.once("close", () => {
		over({
			...{ family, method: methodOf(method), ms: performance.now() - started },
			status: statusClass(response.statusCode, response.writableFinished),
			uploadedBytes: brings ? arrived(request, socket.bytesRead - before) : null,
		});
	});
}
