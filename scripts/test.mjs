/**
 * `npm test`: everything, from a fresh clone. `npm test -- tests/unit/cors.test.ts` runs just those
 * files (with "e2e" in their path: of Playwright). The last line is the total of all suites.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { build } from "./lib/build.mjs";
import { failuresOfPlaywright, failuresOfVitest } from "./lib/failures.mjs";
import { install, node } from "./lib/install.mjs";
import { fail, root, show } from "./lib/steps.mjs";
import { installTools } from "./lib/tools.mjs";

const named = process.argv.slice(2);
const specs = named.filter((file) => file.includes("e2e"));
const files = named.filter((file) => !specs.includes(file));
const all = named.length === 0;
const reports = join(root, ".cache/reports");

function read(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** A suite that ends badly without a failed test (an import, a hook, no report) is a failure too. */
function count(code, passed, failed, failures) {
	return { passed, failed: code === 0 || failed > 0 ? failed : 1, failures };
}

function freePort() {
	const server = createServer();
	return new Promise((done) => {
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => done(String(port)));
		});
	});
}

async function runVitest(env) {
	const file = join(reports, "vitest.json");
	const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
	const code = await show(node, ["node_modules/vitest/vitest.mjs", ...args, ...files], { env });
	const report = read(file);
	const { numPassedTests = 0, numFailedTests = 0 } = report ?? {};
	return count(code, numPassedTests, numFailedTests, failuresOfVitest(report));
}

async function runPlaywright(env) {
	const file = join(reports, "playwright.json");
	const folder = mkdtempSync(join(tmpdir(), "potret-test-e2e-"));
	writeFileSync(join(folder, "owner.pid"), String(process.pid));
	const own = {
		E2E_DATA_DIR: folder,
		E2E_PORT: await freePort(),
		PLAYWRIGHT_JSON_OUTPUT_FILE: file,
	};
	const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...specs];
	const code = await show(node, args, { env: { ...env, ...own } });
	rmSync(folder, { recursive: true, force: true });
	const report = read(file);
	const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
	return count(code, expected, unexpected + flaky, failuresOfPlaywright(report));
}

try {
	process.chdir(root);
	await install();
	const servers = all || files.some((file) => !file.startsWith("tests/unit"));
	const tools = await installTools({ browser: all || specs.length > 0, servers });
	await build();
	rmSync(reports, { recursive: true, force: true });
	mkdirSync(reports, { recursive: true });
	const path = `${dirname(node)}${delimiter}${process.env.PATH}`;
	const env = { ...process.env, ...tools, PATH: path };
	const totals = [];
	if (all || files.length > 0) totals.push(await runVitest(env));
	if (all || specs.length > 0) totals.push(await runPlaywright(env));
	const passed = totals.reduce((sum, total) => sum + total.passed, 0);
	const failed = totals.reduce((sum, total) => sum + total.failed, 0);
	for (const failure of totals.flatMap((total) => total.failures)) console.log(`\n${failure}`);
	console.log(`\n${passed} passed, ${failed} failed`);
	process.exit(failed > 0 || passed === 0 ? 1 : 0);
} catch (error) {
	fail(error);
}
