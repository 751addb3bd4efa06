/**
 * The HTTP server around Next: the time limits, CORS, and stopping without cutting anybody off.
 * Next's own server has none of these to set.
 */
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
	STATUS_CODES,
} from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ADDRESS_HEADER, clientAddress } from "#lib/http/client-address.ts";
import { corsFor } from "#lib/http/cors.ts";
import { REQUEST_ID_HEADER, requestIdFrom } from "#lib/http/request-id.ts";
import { discardRest } from "./early-answer.ts";

export interface WebServerOptions {
	handle: RequestListener;
	corsOrigins: readonly string[];
	/** Reverse proxies whose X-Forwarded-For is believed. */
	trustedProxies: number;
	headersTimeoutMs: number;
	/** A connection on which nothing moves for this long is cut. */
	idleTimeoutMs: number;
	drainMs: number;
	/** What may still be read, and thrown away, of a body that was refused. */
	discardBytes: number;
	onError(error: unknown): void;
}

export interface WebServer {
	server: Server;
	/** Refuses new connections, lets running requests finish, and resolves when all are gone. */
	drain(): Promise<void>;
}

/** Longer than a usual proxy's, so that it is never we who close a connection it is about to use. */
const KEEP_ALIVE_MS = 65_000;
const DISCARD_MS = 120_000;

interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
}

function statusOf(code: string | undefined): number {
	if (code === "HPE_HEADER_OVERFLOW") return 431;
	if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
	return 400;
}

/** What cannot be parsed as HTTP gets a plain answer, unless an answer is already on its way. */
function answerGarbage(error: NodeJS.ErrnoException, socket: Duplex, exchange?: Exchange): void {
	const answering = exchange?.response.headersSent && !exchange.response.writableFinished;
	if (error.code === "ECONNRESET" || !socket.writable || answering) {
		socket.destroy();
		return;
	}
	const status = statusOf(error.code);
	socket.end(
		`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
	);
}

/**
 * Cuts a connection on which nothing moves, unless it is we who are thinking: the request has
 * arrived whole, and the answer has not begun.
 */
function cutWhenIdle(socket: Socket, exchange: Exchange | undefined, idleMs: number): void {
	const thinking =
		exchange?.request.complete && !exchange.response.headersSent && !exchange.response.destroyed;
	if (thinking) socket.setTimeout(idleMs);
	else socket.destroy();
}

function applyCors({ request, response }: Exchange, origins: readonly string[]): boolean {
	const asked = {
		method: request.method ?? "GET",
		url: request.url ?? "/",
		origin: request.headers.origin,
		asksFor: request.headers["access-control-request-method"],
	};
	const cors = corsFor(asked, origins);
	if (!cors) return false;
	for (const [name, value] of Object.entries(cors.headers)) response.setHeader(name, value);
	if (cors.preflight) response.writeHead(204).end();
	return cors.preflight;
}

/** False for percent signs that stand for no text: Next would take them for a fault of its own. */
function isReadable(url = "/"): boolean {
	try {
		decodeURI(url.split("?")[0] ?? "");
		return true;
	} catch {
		return false;
	}
}

export function createWebServer(options: WebServerOptions): WebServer {
	const current = new Map<Duplex, Exchange>();
	const discard = {
		bytes: options.discardBytes,
		ms: DISCARD_MS,
		idleMs: options.idleTimeoutMs,
	};
	let draining = false;
	const server = createServer({
		requestTimeout: 0,
		headersTimeout: options.headersTimeoutMs,
		connectionsCheckingInterval: Math.min(1000, options.headersTimeoutMs),
		keepAliveTimeout: KEEP_ALIVE_MS,
	});
	server.timeout = options.idleTimeoutMs;
	server.on("timeout", (socket: Socket) =>
		cutWhenIdle(socket, current.get(socket), options.idleTimeoutMs),
	);
	server.on("clientError", (error, socket) => answerGarbage(error, socket, current.get(socket)));
	server.on("request", (request, response) => {
		const exchange = { request, response };
		const { socket } = request;
		current.set(socket, exchange);
		response.once("close", () => {
			if (current.get(socket) === exchange) current.delete(socket);
		});
		if (draining) response.shouldKeepAlive = false;
		request.headers[ADDRESS_HEADER] = clientAddress(
			socket.remoteAddress,
			request.headers["x-forwarded-for"]?.toString(),
			options.trustedProxies,
		);
		const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]?.toString());
		request.headers[REQUEST_ID_HEADER] = requestId;
		response.setHeader("X-Request-Id", requestId);
		discardRest(request, response, discard);
		if (applyCors(exchange, options.corsOrigins)) return;
		if (!isReadable(request.url)) return void response.writeHead(400).end();
		Promise.resolve(options.handle(request, response)).catch((error) => {
			options.onError(error);
			if (!response.headersSent) response.writeHead(500).end();
			else response.destroy();
		});
	});

	const drain = async () => {
		draining = true;
		const closed = new Promise<void>((resolve) => server.close(() => resolve()));
		for (const { request, response } of current.values())
			if (!response.headersSent && request.complete) response.shouldKeepAlive = false;
		const idle = setInterval(() => server.closeIdleConnections(), 100);
		const limit = setTimeout(() => server.closeAllConnections(), options.drainMs);
		await closed;
		clearInterval(idle);
		clearTimeout(limit);
	};
	return { server, drain };
}
