/** `npm start` as a person runs it, on a port and in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Start {
	process: ChildProcess;
	output(): string;
	/** Resolves when the output matches; rejects with all of it when the process ends first. */
	says(pattern: RegExp): Promise<void>;
	ended: Promise<number | NodeJS.Signals>;
}

/** `npm start`, or another script with its arguments. */
export function start(
	env: Record<string, string>,
	script = "scripts/start.mjs",
	args: readonly string[] = [],
): Start {
	const { PATH, HOME } = process.env;
	const child = spawn(process.execPath, [script, ...args], {
		env: {
			PATH,
			HOME,
			NODE_ENV: "production",
			HOST: "127.0.0.1",
			DRAIN_SECONDS: "5",
			UNDO_SECONDS: "0",
			...env,
		},
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk) => {
			output += chunk;
			for (const listener of listeners) listener();
		});
	const ended = new Promise<number | NodeJS.Signals>((resolve) =>
		child.once("close", (code, signal) => resolve(signal ?? code ?? 1)),
	);
	const says = (pattern: RegExp) =>
		new Promise<void>((resolve, reject) => {
			const look = () => {
				if (pattern.test(output)) resolve();
			};
			listeners.add(look);
			look();
			void ended.then((code) => reject(new Error(`It ended (${code}) after:\n${output}`)));
		});
	return { process: child, output: () => output, says, ended };
}

/** Numbers of the processes whose environment names the data folder: supervisor, web, worker and theirs. */
export function processesOf(dataDir: string): number[] {
	const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
	return numbers.map(Number).filter((pid) => {
		try {
			const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
			return `${words}\0${readFileSync(`/proc/${pid}/environ`, "utf8")}`.includes(dataDir);
		} catch {
			return false;
		}
	});
}

/** The number of the process that calls itself so, among those of the data folder. */
export function processNamed(dataDir: string, title: RegExp): number | undefined {
	return processesOf(dataDir).find((pid) => {
		try {
			return title.test(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim());
		} catch {
			return false;
		}
	});
}

/** Kills it at once, and gives its number. Throws where there is none: nobody else is hit. */
export function killNamed(dataDir: string, title: RegExp): number {
	const pid = processNamed(dataDir, title);
	if (pid === undefined) throw new Error(`no process is called ${title}`);
	process.kill(pid, "SIGKILL");
	return pid;
}
