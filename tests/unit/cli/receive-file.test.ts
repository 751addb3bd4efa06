import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Account } from "#cli/account.ts";
import { Client } from "#cli/client.ts";
import { Garbled, receiveFile } from "#cli/receive-file.ts";
import { eventually } from "#tests/support/api.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

const BYTES = Buffer.from("0123456789".repeat(1000));
const FILE = {
	path: "/files/x",
	size: BYTES.length,
	sha256: createHash("sha256").update(BYTES).digest("hex"),
};
const { signal } = new AbortController();

type Answer = (response: ServerResponse, from: number) => unknown;

let server: Server;
let scratch: string;
let part: string;
/** The next answers, one each; then as a good server does. */
let answers: Answer[];
let asked: (string | undefined)[];
let made = 0;

const good: Answer = (response, from) => {
	response.writeHead(from > 0 ? 206 : 200, { "content-length": BYTES.length - from });
	response.end(BYTES.subarray(from));
};
/** Breaks off after so many bytes, which have been kept by then. */
const short =
	(bytes: number): Answer =>
	async (response, from) => {
		response.writeHead(from > 0 ? 206 : 200, { "content-length": BYTES.length - from });
		response.write(BYTES.subarray(from, from + bytes));
		const kept = async () => (existsSync(part) ? statSync(part).size : 0);
		await eventually(kept, (size) => size === from + bytes);
		response.destroy();
	};

beforeAll(async () => {
	scratch = makeScratch("receive-file");
	server = createServer((request: IncomingMessage, response) => {
		asked.push(request.headers.range);
		const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
		(answers.shift() ?? good)(response, from);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
});
afterAll(() => {
	server.close();
	removeScratch(scratch);
});
beforeEach(() => {
	[answers, asked] = [[], []];
	part = join(scratch, `${++made}.part`);
});

function receive() {
	const { port } = server.address() as AddressInfo;
	const account = new Account({ url: `http://127.0.0.1:${port}`, token: "t" });
	const seen: number[] = [];
	const ended = receiveFile(new Client(account, { signal }), {
		...{ ...FILE, part, signal },
		onReceived: (bytes) => seen.push(bytes),
	});
	return ended.then(() => seen);
}

describe("a file", () => {
	it("is fetched in one, and told as it comes", async () => {
		expect((await receive()).at(-1)).toBe(BYTES.length);
		expect(asked).toEqual([undefined]);
		expect(readFileSync(part).equals(BYTES)).toBe(true);
	});

	it("goes on where its connection broke, again and again", async () => {
		answers = [short(2500), short(2500)];
		await receive();
		expect(asked).toEqual([undefined, "bytes=2500-", "bytes=5000-"]);
		expect(readFileSync(part).equals(BYTES)).toBe(true);
	});

	it("goes on with what a run before has left", async () => {
		writeFileSync(part, BYTES.subarray(0, 9999));
		await receive();
		expect(asked).toEqual(["bytes=9999-"]);
		expect(readFileSync(part).equals(BYTES)).toBe(true);
	});

	it("that is all there is not asked for", async () => {
		writeFileSync(part, BYTES);
		await receive();
		expect(asked).toEqual([]);
	});

	it("begins anew where the server knows no parts, or too much is there", async () => {
		writeFileSync(part, BYTES.subarray(0, 100));
		answers = [(response) => good(response, 0)];
		await receive();
		expect(readFileSync(part).equals(BYTES)).toBe(true);
		writeFileSync(part, Buffer.alloc(BYTES.length + 1));
		await receive();
		expect(asked).toEqual(["bytes=100-", undefined]);
		expect(readFileSync(part).equals(BYTES)).toBe(true);
	});

	it("that is not what it should be is fetched once more, and then given up", async () => {
		const wrong: Answer = (response) => response.end(Buffer.alloc(BYTES.length));
		answers = [wrong];
		await receive();
		expect(readFileSync(part).equals(BYTES)).toBe(true);
		writeFileSync(part, BYTES.subarray(0, 10));
		answers = [wrong, wrong];
		await expect(receive()).rejects.toThrow(Garbled);
		expect(existsSync(part)).toBe(false);
	});

	it("is waited for while the server is busy", async () => {
		answers = [
			(response) => response.writeHead(503, { "retry-after": "0" }).end(),
			(response) => response.writeHead(429, { "retry-after": "0" }).end(),
		];
		await receive();
		expect(asked).toHaveLength(3);
	});

	it("that is refused is an error, and nothing is kept of the answer", async () => {
		answers = [(response) => response.writeHead(404).end("{}")];
		await expect(receive()).rejects.toMatchObject({ status: 404 });
		expect(existsSync(part)).toBe(false);
	});
});
