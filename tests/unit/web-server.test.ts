import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import {
	createWebServer,
	type WebServer,
	type WebServerOptions,
} from "#lib/processes/web-server.ts";

const MB = 1024 * 1024;
/** Longer than a test may take: a limit that ends nothing, however busy the machine is. */
const LONG_MS = 600_000;
/** Where it is waited for that a limit cuts. */
const SHORT_MS = 300;
let running: WebServer | undefined;

async function listen(handle: RequestListener, more: Partial<WebServerOptions> = {}) {
	running = createWebServer({
		...{ handle, corsOrigins: ["*"], trustedProxies: 0, onError: () => {} },
		...{ headersTimeoutMs: LONG_MS, idleTimeoutMs: LONG_MS, drainMs: LONG_MS },
		discardBytes: 64 * MB,
		...more,
	});
	running.server.listen(0, "127.0.0.1");
	await once(running.server, "listening");
	return (running.server.address() as AddressInfo).port;
}

afterEach(() => {
	running?.server.closeAllConnections();
	running?.server.close();
});

/** A connection that keeps what it receives; `ended` resolves with all of it when it is closed. */
function open(port: number) {
	const socket: Socket = connect(port, "127.0.0.1");
	let received = "";
	socket.on("data", (chunk) => {
		received += chunk;
	});
	socket.on("error", (error) => {
		received += `[${(error as NodeJS.ErrnoException).code}]`;
	});
	const ended = new Promise<string>((resolve) => socket.once("close", () => resolve(received)));
	return { socket, ended, received: () => received };
}

/** Until more can be sent, or nothing any more: the server may cut the connection while we wait. */
function roomOrEnd(socket: Socket): Promise<void> {
	return new Promise((resolve) => {
		socket.once("drain", resolve);
		socket.once("close", () => resolve());
	});
}

/** The ways in which a handler may leave a body behind when it answers early. */
const leaves: Record<string, (request: IncomingMessage) => Promise<void>> = {
	untouched: async () => {},
	"read in part": async (request) => {
		const body = new Request("http://x/", {
			method: "POST",
			body: request,
			duplex: "half",
		} as never);
		await body.body?.getReader().read();
	},
	cancelled: async (request) => {
		const body = new Request("http://x/", {
			method: "POST",
			body: request,
			duplex: "half",
		} as never);
		const reader = body.body?.getReader();
		await reader?.read();
		await reader?.cancel();
	},
};

/** Sends everything before it reads, as python's `requests` does. */
async function sendAll(port: number, headers: string, bytes: number) {
	const { socket, ended, received } = open(port);
	socket.pause();
	socket.write(`POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n${headers}\r\n`);
	const chunk = Buffer.alloc(MB);
	for (let sent = 0; sent < bytes; sent += MB) {
		if (!socket.write(chunk)) {
			// The server may cut the connection while we wait.
			const drained = once(socket, "drain").catch(() => {});
			await Promise.race([drained, ended]);
		}
	}
	socket.resume();
	return { socket, ended, received };
}

describe("an answer given before the body has arrived", () => {
	for (const [how, leave] of Object.entries(leaves)) {
		const refuse: RequestListener = async (request, response) => {
			await leave(request);
			response.writeHead(413, { "content-length": "2" }).end("no");
		};

		it(`reaches a client that sends first, with a body ${how}, and the connection goes on`, async () => {
			const port = await listen(refuse);
			const { socket, received } = await sendAll(port, "", 16 * MB);
			await expect.poll(received).toMatch(/^HTTP\/1.1 413 .*no$/s);
			socket.write("POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
			await expect.poll(() => received().split("HTTP/1.1 413").length).toBe(3);
			socket.destroy();
		});

		it(`reaches a client that wants the connection closed, with a body ${how}`, async () => {
			const port = await listen(refuse);
			const { ended } = await sendAll(port, "Connection: close\r\n", 16 * MB);
			expect(await ended).toMatch(/^HTTP\/1.1 413 .*Connection: close.*no$/s);
		});
	}

	it("is not paid for with more bytes than the bound", async () => {
		const handle: RequestListener = (_, response) => void response.writeHead(413).end();
		const port = await listen(handle, { discardBytes: 4 * MB });
		const { socket } = open(port);
		let sent = 0;
		socket.write(`POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${900 * MB}\r\n\r\n`);
		while (!socket.destroyed && sent < 900 * MB) {
			if (!socket.write(Buffer.alloc(MB))) await roomOrEnd(socket);
			sent += MB;
			await sleep(5);
		}
		expect(sent).toBeLessThan(300 * MB);
	});

	it("does not keep a connection whose body never comes", async () => {
		const refuse: RequestListener = (_, response) => void response.writeHead(401).end();
		const port = await listen(refuse, { idleTimeoutMs: SHORT_MS });
		const { socket, ended } = open(port);
		socket.write("POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
		expect(await ended).toContain("401");
	});
});

describe("time limits", () => {
	it("cuts slow headers with 408", async () => {
		const port = await listen((_, response) => void response.end(), { headersTimeoutMs: SHORT_MS });
		const { socket, ended } = open(port);
		const trickle = setInterval(() => socket.write("X-A: b\r\n"), 100);
		socket.write("GET / HTTP/1.1\r\nHost: x\r\n");
		expect(await ended).toContain("408");
		clearInterval(trickle);
	});

	it("cuts a body that stands still", async () => {
		const port = await listen((request) => void request.resume(), { idleTimeoutMs: SHORT_MS });
		const { socket, ended } = open(port);
		socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
		expect(await ended).toBe("");
	});

	it("lets a body that moves take longer than every limit", async () => {
		const count: RequestListener = async (request, response) => {
			let bytes = 0;
			for await (const chunk of request) bytes += chunk.length;
			response.end(`got ${bytes}`);
		};
		// Many times the pause between two pieces, and less than all of them take.
		const limits = { headersTimeoutMs: 2000, idleTimeoutMs: 2000 };
		const port = await listen(count, limits);
		const { socket, received } = open(port);
		socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");
		for (let sent = 0; sent < 10; sent++) {
			await sleep(250);
			socket.write("x");
		}
		await expect.poll(received).toContain("got 10");
		socket.destroy();
	});

	it("lets a handler think for longer than the idle limit", async () => {
		const think: RequestListener = async (_, response) => {
			await sleep(3000);
			response.end("thought");
		};
		const port = await listen(think, { idleTimeoutMs: 1000 });
		expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("thought");
	});
});

describe("what is no HTTP", () => {
	it("is answered with 400, and the server goes on", async () => {
		const port = await listen((_, response) => void response.end("fine"));
		const { socket, ended } = open(port);
		socket.write("GARBAGE\r\n\r\n");
		expect(await ended).toContain("400 Bad Request");
		expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("fine");
	});
});

describe("draining", () => {
	it("finishes what runs, takes nothing new, and closes idle connections", async () => {
		const [arrived, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const port = await listen(async ({ url }, response) => {
			if (url === "/quick") return void response.end("quick");
			arrived.resolve();
			await finish.promise;
			response.end("finished");
		});
		const idle = open(port);
		idle.socket.write("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
		await expect.poll(idle.received).toContain("quick");
		const answer = fetch(`http://127.0.0.1:${port}/`);
		await arrived.promise;
		const drained = running?.drain();
		await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
		finish.resolve();
		const response = await answer;
		expect(response.headers.get("connection")).toBe("close");
		expect(await response.text()).toBe("finished");
		await drained;
		expect(await idle.ended).not.toContain("finished");
	});

	it("does not wait for ever", async () => {
		const arrived = Promise.withResolvers<void>();
		const port = await listen(() => arrived.resolve(), { drainMs: 200 });
		const lost = fetch(`http://127.0.0.1:${port}/`).catch(() => "cut");
		await arrived.promise;
		await running?.drain();
		expect(await lost).toBe("cut");
	});
});

describe("CORS", () => {
	it("answers a preflight itself, and leaves the request to the handler", async () => {
		const port = await listen((_, response) => void response.end("body"));
		const url = `http://127.0.0.1:${port}/api/events`;
		const origin = "https://elsewhere.example";
		const asks = { origin, "access-control-request-method": "POST" };
		const preflight = await fetch(url, { method: "OPTIONS", headers: asks });
		expect(preflight.status).toBe(204);
		expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
		const answer = await fetch(url, { headers: { origin } });
		expect(answer.headers.get("access-control-expose-headers")).toContain("Retry-After");
		expect(await answer.text()).toBe("body");
	});
});
