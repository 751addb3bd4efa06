/** The zones document's own commands, with nothing put in but host, token and ids. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let folder: string;
const known: Record<string, string> = {};

beforeAll(async () => {
	server = await startServer({ worker: false });
	const owner = await new Api(server.url).photographer();
	known.TOKEN = owner.headers.authorization?.replace("Bearer ", "") ?? "";
	known["{event_id}"] = await owner.createEvent();
	folder = await mkdtemp(join(tmpdir(), "potret-curl-"));
	for (const n of ["", 1, 2, 3, 4, 5, 6])
		await writeFile(join(folder, `photo${n}.jpg`), await aPicture());
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Runs a command of the document; resolves with its status and body. */
async function run(command: string): Promise<{ status: number; body: Json }> {
	let filled = command.replace('"/api/v1', `"${server.url}/api/v1`);
	for (const [name, value] of Object.entries(known)) filled = filled.replaceAll(name, value);
	const silent = filled.replace("curl", "curl -s -w '\\n%{http_code}'");
	const { stdout } = await promisify(execFile)("/bin/sh", ["-c", silent], { cwd: folder });
	const at = stdout.lastIndexOf("\n");
	const text = stdout.slice(0, at);
	return { status: Number(stdout.slice(at + 1)), body: text === "" ? null : JSON.parse(text) };
}

it("uploads a single file", async () => {
	const { status, body } = await run(`curl -X POST "/api/v1/events/{event_id}/media" \\
  -H "Authorization: Bearer TOKEN" \\
  -F "files=@photo.jpg" \\
  -F "title=My Photo" \\
  -F "tags=event,2025"`);
	expect(status).toBe(200);
	expect(body).toMatchObject({ title: "My Photo", tags: ["event", "2025"], batch_id: null });
	known["{media_id}"] = body.id;
});

it("uploads several, which make a zone", async () => {
	const { status, body } = await run(`curl -X POST "/api/v1/events/{event_id}/media" \\
  -H "Authorization: Bearer TOKEN" \\
  -F "files=@photo1.jpg" \\
  -F "files=@photo2.jpg" \\
  -F "files=@photo3.jpg" \\
  -F "title=Birthday Party Photos" \\
  -F "description=Main event photos" \\
  -F "tags=birthday,celebration,2025"`);
	expect([status, body.total_successful]).toEqual([200, 3]);
	known["{zone_id}"] = body.batch_id;
});

it("lists all", async () => {
	const { status, body } = await run(
		`curl -X GET "/api/v1/events/{event_id}/media?file_type=image/jpeg&limit=50" \\
  -H "Authorization: Bearer TOKEN"`,
	);
	expect([status, body.length]).toEqual([200, 4]);
});

it("lists zones", async () => {
	const { status, body } = await run(`curl -X GET "/api/v1/events/{event_id}/media/grouped" \\
  -H "Authorization: Bearer TOKEN"`);
	expect([status, body.total_zones, body.total_files]).toEqual([200, 1, 3]);
});

it("adds files", async () => {
	const { status, body } = await run(
		`curl -X POST "/api/v1/events/{event_id}/media/zones/{zone_id}/files" \\
  -H "Authorization: Bearer TOKEN" \\
  -F "files=@photo4.jpg" \\
  -F "files=@photo5.jpg" \\
  -F "files=@photo6.jpg"`,
	);
	expect([status, body.total_successful]).toEqual([200, 3]);
});

it("updates and shows a zone", async () => {
	const updated = await run(`curl -X PATCH "/api/v1/events/{event_id}/media/zones/{zone_id}" \\
  -H "Authorization: Bearer TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{
    "title": "Updated Birthday Photos",
    "description": "Added more context to the description",
    "tags": ["birthday", "celebration", "2025", "family"]
  }'`);
	expect([updated.status, updated.body.file_count]).toEqual([200, 6]);
	const shown = await run(`curl -X GET "/api/v1/events/{event_id}/media/zones/{zone_id}" \\
  -H "Authorization: Bearer TOKEN"`);
	expect([shown.status, shown.body.title]).toEqual([200, "Updated Birthday Photos"]);
});

it("deletes a file and a zone", async () => {
	const file = await run(`curl -X DELETE "/api/v1/events/{event_id}/media/{media_id}" \\
  -H "Authorization: Bearer TOKEN"`);
	const zone = await run(`curl -X DELETE "/api/v1/events/{event_id}/media/zones/{zone_id}" \\
  -H "Authorization: Bearer TOKEN"`);
	expect([file, zone]).toEqual([
		{ status: 204, body: null },
		{ status: 204, body: null },
	]);
});
