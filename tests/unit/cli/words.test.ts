/** What people type, and what they are shown. */
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toServerUrl } from "#cli/account.ts";
import { command, readChoice, readCount } from "#cli/command.ts";
import { formOf } from "#cli/form.ts";
import { lanes } from "#cli/lanes.ts";
import { describe as describeFigures, PHOTOS } from "#cli/progress.ts";
import { inRequests } from "#cli/recognition.ts";
import { settingsFolder } from "#cli/settings.ts";
import { counted, inBytes } from "#cli/terminal.ts";

describe("words", () => {
	const { signal } = new AbortController();
	let given: unknown;
	const copy = command({
		...{ name: "copy", summary: "", help: "" },
		options: { to: { type: "string" }, deep: { type: "boolean", default: false } },
		async run(values, words) {
			given = [values.to, values.deep, words];
			return 7;
		},
	});

	it("are read as the command declares them", async () => {
		expect(await copy.call(["a", "--to", "x", "b", "--deep"], signal)).toBe(7);
		expect(given).toEqual(["x", true, ["a", "b"]]);
	});

	it("that it does not know, or that lack something, are a sentence and 2", async () => {
		for (const args of [["--other"], ["--to"], ["--deep=1"]])
			await expect(copy.call(args, signal)).rejects.toMatchObject({ name: "Problem", exit: 2 });
	});

	it("are numbers within bounds, and choices however they are written", () => {
		expect([readCount("n", "1", 1, 16), readCount("n", "16", 1, 16)]).toEqual([1, 16]);
		for (const wrong of ["0", "17", "1.5", "-1", "", "x"])
			expect(() => readCount("n", wrong, 1, 16)).toThrow("--n must be a whole number from 1 to 16");
		expect(readChoice("album", "tamu", ["Official", "Tamu"])).toBe("Tamu");
		for (const wrong of ["other", undefined])
			expect(() => readChoice("album", wrong, ["Tamu"])).toThrow("--album must be one of: Tamu.");
	});
});

it("the address of a server may be as short as its host", () => {
	expect(toServerUrl("photos.example.com/")).toBe("https://photos.example.com");
	expect(toServerUrl("localhost:3000")).toBe("http://localhost:3000");
	expect(toServerUrl("HTTP://Example.com/below//")).toBe("http://example.com/below");
	expect(() => toServerUrl("https://")).toThrow("is not the address of a server");
});

it("settings lie where the system wants them", () => {
	expect(settingsFolder({ XDG_CONFIG_HOME: "/x" })).toBe(join("/x", "potret"));
	expect(settingsFolder({ APPDATA: "C:/a" }, "win32")).toBe(join("C:/a", "potret"));
	expect(settingsFolder({ APPDATA: "/a" }, "linux")).toBe(join(homedir(), ".config/potret"));
});

it("a form is what a parser of forms reads", async () => {
	const file = { field: "file", name: 'a "b"\r\né.jpg', file: new Blob(["bytes"]) };
	const { body, headers } = formOf({ albumName: "Official" }, [file]);
	const form = await new Response(body, { headers }).formData();
	const sent = form.get("file") as File;
	expect(form.get("albumName")).toBe("Official");
	expect([sent.name, await sent.text()]).toEqual(['a "b"\r\né.jpg', "bytes"]);
});

it("figures say of how many", () => {
	expect(describeFigures({ unit: PHOTOS, done: 1, total: 30, bytes: 48_000_000 }, 10)).toBe(
		"1 of 30 photos · 48 MB · 4.8 MB/s",
	);
	expect(describeFigures({ unit: PHOTOS, done: 0, total: 1 }, 0)).toBe("0 of 1 photo");
	expect([0, 999, 1000, 9950, 1_500_000, 2e12].map(inBytes)).toEqual([
		...["0 B", "999 B", "1.0 KB", "9.9 KB", "1.5 MB", "2.0 TB"],
	]);
	expect(counted(1234, "photo")).toBe("1,234 photos");
});

it("photos to be recognised go in as few requests as take them", () => {
	const MB = 1024 ** 2;
	const sizes = (...all: number[]) =>
		inRequests(all.map((size) => ({ path: "", name: "", size, modifiedAt: 0 }))).map((request) =>
			request.map(({ size }) => size),
		);
	expect(sizes(...Array.from({ length: 201 }, () => 1)).map((all) => all.length)).toEqual([
		...[100, 100, 1],
	]);
	expect(sizes(300 * MB, 200 * MB, 1, 600 * MB, 2)).toEqual([
		...[[300 * MB, 200 * MB], [1], [600 * MB], [2]],
	]);
});

it("lanes run so many tasks at a time, and the others in their turn", async () => {
	const run = lanes(2);
	const log: string[] = [];
	const gates = ["a", "b", "c"].map((name) => ({ name, ...Promise.withResolvers<void>() }));
	const ends = gates.map(({ name, promise }) =>
		run(async () => {
			log.push(name);
			await promise;
		}),
	);
	await Promise.resolve();
	expect(log).toEqual(["a", "b"]);
	gates[1]?.reject(new Error("b"));
	await expect(ends[1]).rejects.toThrow("b");
	await Promise.resolve();
	expect(log).toEqual(["a", "b", "c"]);
	gates[0]?.resolve();
	gates[2]?.resolve();
	await Promise.all([ends[0], ends[2]]);
});
