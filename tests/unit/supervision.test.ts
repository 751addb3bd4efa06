import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "#lib/processes/lock.ts";
import { nextDelay } from "#lib/processes/role.ts";
import { readSecrets } from "#lib/processes/secrets.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

let folder: string;

beforeEach(() => {
	folder = makeScratch("supervision");
});

afterEach(() => removeScratch(folder));

describe("the pause before a process is started again", () => {
	it("doubles from half a second to 15 seconds, and begins anew after a minute of life", () => {
		const pauses = [0];
		for (let crash = 0; crash < 7; crash++) pauses.push(nextDelay(pauses.at(-1) ?? 0, 100));
		expect(pauses.slice(1)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
		expect(nextDelay(15_000, 60_000)).toBe(500);
	});
});

describe("the lock of a data folder", () => {
	const file = () => join(folder, "supervisor.lock");

	it("is held by one at a time and given back", async () => {
		const unlock = await lockFolder(folder, 3000);
		await expect(lockFolder(folder, 3001)).rejects.toThrow(
			`already running on ${folder} (process ${process.pid}, port 3000)`,
		);
		unlock();
		expect(existsSync(file())).toBe(false);
		(await lockFolder(folder, 3001))();
	});

	const left = {
		"a process that is gone": { pid: 2 ** 22 - 1, since: "1", port: 1 },
		"a process whose number another one has now": { pid: process.pid, since: "1", port: 1 },
	};
	for (const [whose, holder] of Object.entries(left))
		it(`is taken over from ${whose}`, async () => {
			writeFileSync(file(), JSON.stringify(holder));
			(await lockFolder(folder, 3000))();
		});

	it("is taken over when the file is damaged", async () => {
		writeFileSync(file(), "{");
		(await lockFolder(folder, 3000))();
	});
});

describe("the secrets", () => {
	it("are made once, for their owner's eyes, and stay the same", async () => {
		const all = await Promise.all([1, 2, 3].map(() => readSecrets(folder)));
		expect(new Set(all.map((secrets) => secrets.authSecret)).size).toBe(1);
		expect(Buffer.from(all[0]?.authSecret ?? "", "base64")).toHaveLength(48);
		const path = join(folder, "secrets.json");
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(all[0]);
		expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
	});

	it("are never replaced, damaged or not", async () => {
		writeFileSync(join(folder, "secrets.json"), '{"authSecret": "');
		await expect(readSecrets(folder)).rejects.toThrow("secrets.json is damaged");
	});
});
