import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
// Plain JavaScript without types: it runs on the system's Node, before anything is installed.
const scripts = join(root, "scripts/lib/failures.mjs");
const { failuresOfPlaywright, failuresOfVitest } = await import(scripts);

test("a failed test is named with its file and its message, without the runner's own frames", () => {
	const file = {
		name: join(root, "tests/unit/a.test.ts"),
		status: "failed",
		message: "",
		assertionResults: [
			{ status: "passed", fullName: "fine", failureMessages: [] },
			{
				status: "failed",
				fullName: "sums add",
				failureMessages: [
					"\x1b[31mexpected 1 to be 2\x1b[0m\n    at here.ts:1\n    at /x/node_modules/vitest/dist/run.js:2",
				],
			},
		],
	};
	expect(failuresOfVitest({ testResults: [file] })).toEqual([
		"✗ tests/unit/a.test.ts › sums add\n    expected 1 to be 2\n        at here.ts:1",
	]);
});

test("a file that does not load is a failure of its own; one that passed is none", () => {
	const broken = {
		name: join(root, "tests/unit/b.test.ts"),
		status: "failed",
		message: "No module",
	};
	const fine = { name: join(root, "tests/unit/c.test.ts"), status: "passed", message: "" };
	const files = [broken, fine].map((file) => ({ ...file, assertionResults: [] }));
	expect(failuresOfVitest({ testResults: files })).toEqual([
		"✗ tests/unit/b.test.ts\n    No module",
	]);
	expect(failuresOfVitest(null)).toEqual([]);
});

test("of the browser's report: what failed in any group, and what failed outside of a test", () => {
	const spec = (title: string, ...errors: { message: string }[]) => ({
		title,
		file: "a.spec.ts",
		line: 7,
		ok: errors.length === 0,
		tests: [{ results: [{ errors }] }],
	});
	const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
	const report = {
		errors: [{ message: "no server" }],
		suites: [{ specs: [spec("fine")], suites: [{ specs: [spec("opens", { message: long })] }] }],
	};
	const [outside, inside, ...more] = failuresOfPlaywright(report);
	expect(outside).toBe("✗ outside of a test\n    no server");
	expect(inside).toMatch(/^✗ tests\/e2e\/a\.spec\.ts:7 › opens\n {4}line 0\n/);
	expect(inside.split("\n")).toHaveLength(32);
	expect(inside).toMatch(/line 29\n {4}…$/);
	expect(more).toEqual([]);
	expect(failuresOfPlaywright(null)).toEqual([]);
});
