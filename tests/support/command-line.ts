/** `potret` as a person calls it: a process with a folder for settings of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Api, eventually, type Json } from "./api.ts";
import { COMPILED } from "./compiled.ts";
import type { FaultProxy } from "./fault-proxy.ts";

export interface Ended {
	/** The exit code, or the signal that ended it. */
	code: number | NodeJS.Signals;
	out: string;
	/** But for news of how far it is: on a slow machine they come, every quarter of a minute. */
	err: string;
}

export interface Running {
	process: ChildProcess;
	out(): string;
	err(): string;
	ended: Promise<Ended>;
}

export interface CallOptions {
	/** Beside those of the command line. */
	env?: Record<string, string>;
	/** What is typed in. */
	input?: string;
}

/** "12 of 30 photos · 48 MB · 5.1 MB/s" */
const NEWS = /^[\d,]+ of [\d,]+ [\w ]+( · .*)?\n/gm;

/** The objects that were printed, one a line. */
export const jsonLines = ({ out }: Ended): Json[] =>
	out
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));

/** A user of the command line, whose settings are in `folder`. */
export class CommandLine {
	readonly folder: string;
	readonly #env: Record<string, string>;

	constructor(folder: string, env: Record<string, string> = {}) {
		this.folder = folder;
		this.#env = env;
	}

	start(args: readonly string[], { env = {}, input = "" }: CallOptions = {}): Running {
		const { PATH = "", HOME = "" } = process.env;
		const child = spawn(process.execPath, [join("cli", "main.ts"), ...args], {
			env: {
				...{ PATH, HOME, NODE_ENV: "production", XDG_CONFIG_HOME: this.folder, ...COMPILED },
				...this.#env,
				...env,
			},
			stdio: ["pipe", "pipe", "pipe"],
		});
		let out = "";
		let err = "";
		child.stdout.on("data", (chunk) => {
			out += chunk;
		});
		child.stderr.on("data", (chunk) => {
			err += chunk;
		});
		child.stdin.end(input);
		const ended = new Promise<Ended>((resolve) =>
			child.once("close", (code, signal) =>
				resolve({ code: signal ?? code ?? 1, out, err: err.replaceAll(NEWS, "") }),
			),
		);
		return { process: child, out: () => out, err: () => err, ended };
	}

	call = (args: readonly string[], options?: CallOptions) => this.start(args, options).ended;
}

/** The owner by a key with these scopes, through a proxy. */
export async function throughProxy(
	proxy: FaultProxy,
	owner: Api,
	scopes: readonly string[],
	folder: string,
): Promise<CommandLine> {
	const { body } = await owner.post("/api/keys", { name: "cli", scopes });
	const POTRET_URL = `http://127.0.0.1:${proxy.port}`;
	return new CommandLine(folder, { POTRET_URL, POTRET_TOKEN: body.key });
}

/** It has said so by now, on the error stream. */
export const hasSaid = (running: Running, text: string) =>
	eventually(
		async () => running.err(),
		(said) => said.includes(text),
	);
