/** What a resumable upload costs the web process, as the kernel counts it (Linux, /proc). */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Tus } from "#tests/support/tus.ts";

const MB = 1024 * 1024;
const SIZE = 300 * MB;

let server: TestServer;
let owner: Tus;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = new Tus(server.url, (await new Api(server.url).photographer()).headers);
	// The first requests load code, and three at once take their buffers: what is measured is what their size costs.
	const first = await Promise.all([1, 2, 3].map(() => owner.create(8 * MB)));
	await Promise.all(first.map((path) => owner.patch(path, 0, Buffer.alloc(8 * MB))));
});
afterAll(() => server?.stop());

/** Different all along, without anybody having to keep it. */
function* bytesOf(size: number) {
	for (let at = 0; at < size; at += 256 * 1024) {
		const piece = Buffer.alloc(256 * 1024, createHash("sha256").update(String(at)).digest());
		yield piece.subarray(0, Math.min(piece.length, size - at));
	}
}

function sendAll(path: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const headers = {
			...{ ...owner.headers, "tus-resumable": "1.0.0", "upload-offset": "0" },
			...{ "content-type": "application/offset+octet-stream", "content-length": SIZE },
		};
		const sending = request(`${server.url}${path}`, { method: "PATCH", headers, agent: false });
		sending.on("response", (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
		pipeline(Readable.from(bytesOf(SIZE)), sending).catch(reject);
	});
}

async function residence(): Promise<{ now: number; peak: number }> {
	const status = await readFile(`/proc/${server.web().pid}/status`, "utf8");
	const read = (name: string) =>
		Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
	return { now: read("VmRSS"), peak: read("VmHWM") };
}

async function sha256(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of chunks) hash.update(chunk);
	return hash.digest("hex");
}

describe("the web process", () => {
	it("grows by less than 100 MB for three uploads of 300 MB at once", async () => {
		// proc(5): 5 sets the peak to what is resident now.
		await writeFile(`/proc/${server.web().pid}/clear_refs`, "5");
		const before = await residence();
		const paths = await Promise.all([1, 2, 3].map(() => owner.create(SIZE)));
		expect(await Promise.all(paths.map(sendAll))).toEqual([204, 204, 204]);
		expect((await residence()).peak - before.now).toBeLessThan(100 * MB);
		const expected = await sha256(bytesOf(SIZE));
		for (const path of paths) {
			const file = join(server.dataDir, "uploads", basename(path));
			expect(await sha256(createReadStream(file))).toBe(expected);
		}
	});
});
