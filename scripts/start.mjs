/**
 * `npm start`: installs and builds what is missing, then hands over to the supervisor, which runs on
 * the project's own Node. Started again with nothing changed, both take no time.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "./lib/build.mjs";
import { install, node } from "./lib/install.mjs";
import { fail, handOver, root, StepError, show } from "./lib/steps.mjs";

const PATIENCE_MS = 30_000;

function checkVersion() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major < 20 || (major === 20 && minor < 12))
		throw new StepError(`Node ${process.versions.node} is too old to begin with; 20.12 will do.`);
}

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

/** The supervisor that the data folder's lock names, and whether it still runs. */
function earlierStart() {
	try {
		const file = join(resolve(process.env.DATA_DIR || "data"), "supervisor.lock");
		const { pid } = JSON.parse(readFileSync(file, "utf8"));
		return { pid, runs: isRunning(pid) };
	} catch {
		return null;
	}
}

function isTaken(port) {
	return new Promise((answer) => {
		const probe = createServer();
		probe.once("error", (error) => answer(error.code === "EADDRINUSE"));
		probe.listen({ port, host: process.env.HOST || "0.0.0.0", exclusive: true }, () =>
			probe.close(() => answer(false)),
		);
	});
}

/** Asked first: nobody should wait for an installation to learn that the port was taken. */
async function checkPort() {
	const port = Number(process.env.PORT || 3000);
	if (!Number.isInteger(port) || port < 0 || port > 65535) return;
	const earlier = earlierStart();
	// A supervisor that was killed: what it started notices and ends by itself.
	const until = Date.now() + (earlier && !earlier.runs ? PATIENCE_MS : 0);
	while (await isTaken(port)) {
		if (Date.now() < until) {
			await sleep(200);
			continue;
		}
		const ours = earlier?.runs === true;
		const who = ours
			? `Potret itself (process ${earlier.pid}: kill ${earlier.pid})`
			: "another program";
		const other = ours ? "DATA_DIR=./other " : "";
		throw new StepError(
			`Port ${port} is taken by ${who}. Choose another one: ${other}PORT=${port + 1} npm start`,
		);
	}
}

try {
	checkVersion();
	process.chdir(root);
	if (existsSync(".env")) process.loadEnvFile(".env");
	await checkPort();
	await install();
	if (await show(node, ["lib/processes/supervisor.ts", "--check-settings"])) process.exit(1);
	await build();
	handOver(node, ["lib/processes/supervisor.ts"]);
} catch (error) {
	fail(error);
}
