/**
 * `npm start`: installs and builds what is missing, then hands over to the supervisor, which runs on
 * the project's own Node. Started again with nothing changed, both take no time.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { build } from "./lib/build.mjs";
import { install, node } from "./lib/install.mjs";
import { fail, root, StepError, show } from "./lib/steps.mjs";

process.chdir(root);
if (existsSync(".env")) process.loadEnvFile(".env");

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

/** The process of an earlier `npm start` on the same data, when it still runs. */
function earlierStart() {
	try {
		const file = join(resolve(process.env.DATA_DIR || "data"), "supervisor.lock");
		const { pid } = JSON.parse(readFileSync(file, "utf8"));
		return isRunning(pid) ? pid : null;
	} catch {
		return null;
	}
}

/** Asked first: nobody should wait for an installation to learn that the port was taken. */
function checkPort() {
	const port = Number(process.env.PORT || 3000);
	if (!Number.isInteger(port) || port < 0 || port > 65535) return undefined;
	return new Promise((free, taken) => {
		const probe = createServer();
		probe.once("error", (error) => {
			if (error.code !== "EADDRINUSE") return free();
			const earlier = earlierStart();
			const who = earlier
				? `Potret itself (process ${earlier}: kill ${earlier})`
				: "another program";
			const other = earlier ? "DATA_DIR=./other " : "";
			taken(
				new StepError(
					`Port ${port} is taken by ${who}. Choose another one: ${other}PORT=${port + 1} npm start`,
				),
			);
		});
		probe.listen({ port, host: process.env.HOST || "0.0.0.0", exclusive: true }, () =>
			probe.close(free),
		);
	});
}

function supervise() {
	const child = spawn(node, ["lib/processes/supervisor.ts"], {
		stdio: ["inherit", "inherit", "inherit", "ipc"],
		env: { ...process.env, NODE_ENV: "production" },
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
		process.on(signal, () => child.kill(signal));
	child.once("error", fail);
	child.once("exit", (code, signal) => process.exit(signal ? 1 : code));
}

try {
	checkVersion();
	await checkPort();
	await install();
	if (await show(node, ["lib/processes/supervisor.ts", "--check-settings"])) process.exit(1);
	await build();
	supervise();
} catch (error) {
	fail(error);
}
