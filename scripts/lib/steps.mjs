/**
 * Slow steps with something to look at: a line that counts the seconds on a terminal, a line now
 * and then in a log, and the end of the output where a step fails. Built-ins of Node 20 only, since
 * it runs before anything is installed.
 */
import { spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * What V8 made of the sources is kept there, for the next start of the same code: that halves the time a
 * web or worker process needs before it does anything.
 */
export const compiled = { NODE_COMPILE_CACHE: join(root, ".cache/compiled") };

const TAIL_LINES = 40;
const NEWS_EVERY_MS = 15_000;

/** A failure that was explained: it is printed without a stack. */
export class StepError extends Error {
	name = "StepError";
}

/** On the error stream: what a script answers with is on the other. */
function progress(title) {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	const terminal = process.stderr.isTTY === true;
	const show = () => {
		if (terminal) process.stderr.write(`\r\x1b[K  ${title} … ${seconds()}`);
		else process.stderr.write(`  ${title} … ${seconds()}\n`);
	};
	if (terminal) show();
	else process.stderr.write(`  ${title} …\n`);
	const timer = setInterval(show, terminal ? 1000 : NEWS_EVERY_MS);
	return (mark) => {
		clearInterval(timer);
		process.stderr.write(`${terminal ? "\r\x1b[K" : ""}${mark} ${title} (${seconds()})\n`);
	};
}

/** Runs a command quietly; throws a `StepError` with the end of its output when it fails. */
export async function step(title, command, args, { env = process.env, hint = () => "" } = {}) {
	const done = progress(title);
	let output = "";
	const keep = (chunk) => {
		output = (output + chunk).slice(-64_000);
	};
	const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
	child.stdout.on("data", keep);
	child.stderr.on("data", keep);
	const stop = (signal) => child.kill(signal);
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
	const code = await new Promise((end) => {
		child.once("error", (error) => {
			keep(String(error));
			end(1);
		});
		child.once("close", (status, signal) => end(signal ?? status));
	});
	for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, stop);
	done(code === 0 ? "✓" : "✗");
	if (code === 0) return output;
	const tail = output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
	throw new StepError(`${tail}\n\n${title}: failed (${code}). ${hint(output)}`.trimEnd());
}

/** Runs a command whose output is meant to be read, and returns its exit code. */
export function show(command, args, { env = process.env } = {}) {
	const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
	return new Promise((end) => {
		child.once("error", () => end(1));
		child.once("close", (status) => end(status ?? 1));
	});
}

/** Runs a command in this one's place: it has the terminal, is told the signals, and its code is ours. */
export function handOver(command, args) {
	const child = spawn(command, args, {
		stdio: ["inherit", "inherit", "inherit", "ipc"],
		env: { ...compiled, ...process.env, NODE_ENV: "production" },
	});
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
		process.on(signal, () => child.kill(signal));
	child.once("error", fail);
	child.once("exit", (code, signal) => process.exit(signal ? 1 : code));
}

/** The one way out of a script: a sentence for what was foreseen, a stack for what was not. */
export function fail(error) {
	console.error(error instanceof StepError ? `\n${error.message}` : error);
	process.exit(1);
}
