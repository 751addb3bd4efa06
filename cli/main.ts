/** `npx potret COMMAND`: speaks to a server over its API, and to nothing else. */
import { ZodError } from "zod";
import { ApiError } from "#lib/client/api.ts";
import packageJson from "../package.json" with { type: "json" };
import type { Command } from "./command.ts";
import { batch } from "./commands/batch.ts";
import { bench } from "./commands/bench.ts";
import { doctor } from "./commands/doctor.ts";
import { download } from "./commands/download.ts";
import { events } from "./commands/events.ts";
import { login } from "./commands/login.ts";
import { logout } from "./commands/logout.ts";
import { recognize } from "./commands/recognize.ts";
import { upload } from "./commands/upload.ts";
import { whoami } from "./commands/whoami.ts";
import { EXIT, Problem, usageProblem } from "./problem.ts";
import { print, say, styled } from "./terminal.ts";

const COMMANDS = [
	...[login, logout, whoami, events, upload, download],
	...[batch, recognize, doctor, bench],
];

const list = (commands: readonly Command[]) =>
	commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join("\n");

const HELP = `Usage: potret COMMAND [options]

${list(COMMANDS)}

potret COMMAND --help says more. POTRET_URL and POTRET_TOKEN stand in for a sign-in.
Example: potret upload ~/Photos --event "Asa & Budi" --album Official

Ends with 0 when all went well, 1 when something failed, 2 when it was called wrongly, 3 when
nobody is signed in, 4 when the server cannot be reached, 130 after Ctrl-C.`;

async function run([name, ...args]: string[], signal: AbortSignal): Promise<number> {
	if (name === undefined || ["help", "--help", "-h"].includes(name)) {
		print(HELP);
		return name === undefined ? EXIT.usage : EXIT.done;
	}
	if (name === "--version") {
		print(packageJson.version);
		return EXIT.done;
	}
	const found = COMMANDS.find((command) => command.name === name);
	if (!found) throw usageProblem(`There is no command '${name}'. See: potret --help`);
	return found.call(args, signal);
}

/** The sentence for what went wrong, and the exit code. Throws what nobody foresaw. */
function explain(error: unknown): [sentence: string, exit: number] {
	if (error instanceof Problem) return [error.message, error.exit];
	if (error instanceof ApiError) {
		const signedOut = error.status === 401;
		return [error.message || error.code, signedOut ? EXIT.signedOut : EXIT.failed];
	}
	// A proxy's page, or another version of the server.
	if (error instanceof ZodError || error instanceof SyntaxError)
		return [
			"The server's answer is not to be understood. Is it Potret, of this version?",
			EXIT.failed,
		];
	throw error;
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.on(signal, () => stop.abort());
// `potret events | head` has read enough.
process.stdout.on("error", () => process.exit(EXIT.done));

try {
	process.exitCode = await run(process.argv.slice(2), stop.signal);
} catch (error) {
	if (stop.signal.aborted) process.exitCode = EXIT.stopped;
	else {
		const [sentence, exit] = explain(error);
		say(`${styled("red", "Error:")} ${sentence}`);
		process.exitCode = exit;
	}
}
