/** Batches from resumable uploads: `upload_id` in place of `file`. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { somePages } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

let server: TestServer;
let owner: Api;
beforeAll(async () => {
	server = await startServer();
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const tus = { "tus-resumable": "1.0.0" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Sends an archive in pieces, all but the last `missing` bytes; gives the upload's id. */
async function send(bytes: Buffer, { missing = 0, purpose = "batch", api = owner } = {}) {
	const metadata = { filename: "scans.zip", filetype: "application/zip", purpose };
	const created = await fetch(`${server.url}/api/uploads`, {
		method: "POST",
		headers: {
			...{ ...api.headers, ...tus, "upload-length": String(bytes.length) },
			"upload-metadata": Object.entries(metadata)
				.map(([name, value]) => `${name} ${base64(value)}`)
				.join(","),
		},
	});
	const location = created.headers.get("location") ?? "";
	const end = bytes.length - missing;
	const piece = Math.ceil(end / 3);
	for (let offset = 0; offset < end; offset += piece) {
		const { status } = await fetch(new URL(location, server.url), {
			method: "PATCH",
			headers: {
				...{ ...api.headers, ...tus, "upload-offset": String(offset) },
				"content-type": "application/offset+octet-stream",
			},
			body: new Uint8Array(bytes.subarray(offset, Math.min(end, offset + piece))),
		});
		expect(status).toBe(204);
	}
	return location.split("/").at(-1) ?? "";
}

const anArchive = async (sheets: number) => aZip(await somePages(sheets));
const make = (upload_id: string, api = owner) =>
	api.post("/api/batches/upload", aForm({ upload_id, task_id: "14900117" }));

it("a finished upload becomes a batch, once", async () => {
	const bytes = await anArchive(7);
	const id = await send(bytes);
	const { status, body } = await make(id);
	expect([status, body.total_size]).toEqual([202, bytes.length]);
	const progress = async () =>
		(await owner.get(`/api/batches/${body.batch_id}/progress`)).body as Json;
	const done = await eventually(progress, (read) => read.status === "completed");
	expect(done).toMatchObject({ sheet_count: 7, processed_count: 7 });
	const { body: detail } = await owner.get(`/api/batches/${body.batch_id}/status`);
	expect(detail).toMatchObject({ file_name: "scans.zip", strategy: "zip", task_id: "14900117" });
	const again = await make(id);
	expect([again.status, again.body.code]).toEqual([404, "UPLOAD_NOT_FOUND"]);
});

it("becomes one batch when it is asked for twice at once", async () => {
	const id = await send(await anArchive(2));
	const replies = await Promise.all([make(id), make(id), make(id)]);
	expect(replies.filter(({ status }) => status === 202)).toHaveLength(1);
	for (const { status } of replies) expect([202, 404, 423]).toContain(status);
});

it("what is not whole, another's, for another purpose or none is refused", async () => {
	const bytes = await anArchive(2);
	const unfinished = await make(await send(bytes, { missing: 10 }));
	expect([unfinished.status, unfinished.body.code]).toEqual([400, "VALIDATION_ERROR"]);
	const admin = await new Api(server.url).admin();
	for (const id of [
		await send(bytes, { api: admin }),
		await send(bytes, { purpose: "photos" }),
		"nonsense",
		"16073628-2359-4df7-a505-f8a2a6139cf3",
	]) {
		const { status, body } = await make(id);
		expect([status, body.code]).toEqual([404, "UPLOAD_NOT_FOUND"]);
	}
});

it("with a file beside it is refused", async () => {
	const id = await send(await anArchive(1));
	const file = { field: "file", name: "a.zip", bytes: await anArchive(1) };
	const form = aForm({ upload_id: id, task_id: "14900117" }, [file]);
	const { status, body } = await owner.post("/api/batches/upload", form);
	expect([status, body.code]).toEqual([400, "VALIDATION_ERROR"]);
	expect((await make(id)).status).toBe(202);
});
