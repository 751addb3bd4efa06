import { expect, type Page } from "@playwright/test";
import { build, type Rolldown } from "vite";
import { aPicture } from "#tests/support/pictures.ts";
import { aZip } from "#tests/support/zip-writer.ts";
import type { UppyPage } from "./pages/uppy.ts";
import { signIn, test } from "./people.ts";

const MB = 1024 * 1024;
let script: string;

test.beforeAll(async () => {
	const entry = new URL("./pages/uppy.ts", import.meta.url).pathname;
	const built = await build({
		configFile: false,
		logLevel: "error",
		build: { write: false, lib: { entry, formats: ["es"] }, minify: false },
		define: { "process.env.NODE_ENV": '"production"' },
	});
	script = ((built as Rolldown.RolldownOutput[])[0] as Rolldown.RolldownOutput).output[0].code;
});

test.beforeEach(async ({ page }) => {
	await page.route("**/someone-elses-page", (route) =>
		route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Uppy</title>" }),
	);
	await signIn(page);
	await page.goto("/someone-elses-page");
	await page.addScriptTag({ content: script, type: "module" });
	await page.waitForFunction(() => "uppy" in globalThis);
});

/** Hands Uppy a file; gives the id it has for it. */
const add = (page: Page, name: string, bytes: Buffer) =>
	page.evaluate(
		({ name, base64 }) => {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			return (globalThis as UppyPage).uppy.addFile({
				...{ name, type: "application/zip", data: new Blob([bytes]) },
				meta: { filename: name, filetype: "application/zip", purpose: "batch" },
			});
		},
		{ name, base64: bytes.toString("base64") },
	);

/** Uploads all there is; gives the addresses of what arrived, by name. */
const upload = (page: Page) =>
	page.evaluate(async () => {
		const result = await (globalThis as UppyPage).uppy.upload();
		const arrived = (result?.successful ?? []).map((file) => [file.name, file.uploadURL]);
		return Object.fromEntries(arrived) as Record<string, string>;
	});

test("Uppy sends files in chunks, pauses, goes on, and a batch is made of one", async ({
	page,
	complaints,
}) => {
	complaints.expected.push(/ERR_FAILED/);
	const sheet = await aPicture();
	const archive = aZip([{ name: "1.jpg", bytes: sheet, stored: true }]);
	await add(page, "small.zip", archive);
	const large = await add(page, "large.zip", Buffer.alloc(4 * MB + 1, "x"));
	// The second chunk of the large one is lost on its way, and Uppy told to wait, then to go on.
	const lost = Promise.withResolvers<void>();
	let chunks = 0;
	await page.route("**/api/uploads/*", async (route) => {
		const request = route.request();
		const offset = request.headers()["upload-offset"];
		if (request.method() === "PATCH" && offset === String(MB) && chunks++ === 0) {
			lost.resolve();
			return route.abort();
		}
		return route.continue();
	});
	const sending = upload(page);
	await lost.promise;
	expect(await page.evaluate((id) => (globalThis as UppyPage).uppy.pauseResume(id), large)).toBe(
		true,
	);
	await page.evaluate((id) => (globalThis as UppyPage).uppy.pauseResume(id), large);
	const arrived = await sending;
	expect(Object.keys(arrived).toSorted()).toEqual(["large.zip", "small.zip"]);

	const head = await page.request.head(arrived["large.zip"] as string, {
		headers: { "Tus-Resumable": "1.0.0" },
	});
	expect(head.headers()["upload-offset"]).toBe(String(4 * MB + 1));

	const batch = await page.evaluate(async (uploadId) => {
		const form = new FormData();
		form.set("upload_id", uploadId);
		form.set("task_id", "12345678");
		const answer = await fetch("/api/batches/upload", { method: "POST", body: form });
		return (await answer.json()).batch_id as string;
	}, arrived["small.zip"]?.split("/").at(-1) ?? "");
	const progress = () =>
		page.request.get(`/api/batches/${batch}/progress`).then((answer) => answer.json());
	await expect.poll(progress).toMatchObject({
		...{ status: "completed", sheet_count: 1, processed_count: 1 },
	});
});
