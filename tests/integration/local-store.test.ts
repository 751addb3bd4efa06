import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { LocalStore } from "#lib/storage/local-store.ts";
import { storageSuite } from "#tests/support/storage-suite.ts";

const folders: string[] = [];
async function folder(): Promise<string> {
	const made = await mkdtemp(join(tmpdir(), "potret-store-"));
	folders.push(made);
	return made;
}
afterEach(async () => {
	for (const made of folders.splice(0)) await rm(made, { recursive: true });
});

storageSuite("local disk", async () => new LocalStore(await folder()));

it("sweeps unfinished writes that have not moved for long, and no others", async () => {
	const root = await folder();
	await mkdir(join(root, "tmp"));
	const hour = 3600_000;
	for (const [name, age] of [
		["old", 2 * hour],
		["new", 0],
	] as const) {
		const path = join(root, "tmp", name);
		writeFileSync(path, "x");
		const then = new Date(Date.now() - age);
		await utimes(path, then, then);
	}
	const store = new LocalStore(root);
	expect(await store.sweepTemporary(new Date(Date.now() - hour))).toBe(1);
	expect(await store.sweepTemporary(new Date(Date.now() - hour))).toBe(0);
	expect(await store.countTemporary(new Date(Date.now() - hour))).toBe(0);
	expect(await store.countTemporary(new Date(Date.now() + hour))).toBe(1);
	expect(await store.sweepTemporary(new Date(Date.now() + hour))).toBe(1);
});
