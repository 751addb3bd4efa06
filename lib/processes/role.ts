/** One child of the supervisor: started, started again when it dies, stopped when asked. */
import { type ChildProcess, spawn } from "node:child_process";
import { isReady, type Ready } from "./child.ts";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A process that lived this long had recovered: the next crash is a new story. */
const STEADY_MS = 60_000;

/** How long to wait before the next start: 0.5 s doubling to 15 s, from the start after a steady life. */
export function nextDelay(previous: number, livedMs: number): number {
	if (previous === 0 || livedMs >= STEADY_MS) return FIRST_DELAY_MS;
	return Math.min(previous * 2, LONGEST_DELAY_MS);
}

export interface RoleOptions {
	name: string;
	file: string;
	env: NodeJS.ProcessEnv;
	/** After this long a stop is no longer asked for but made. */
	killAfterMs: number;
	report(line: string): void;
}

export class ChildRole {
	readonly #options: RoleOptions;
	#child: ChildProcess | undefined;
	#timer: NodeJS.Timeout | undefined;
	#delay = 0;
	#stopping = false;

	constructor(options: RoleOptions) {
		this.#options = options;
	}

	/** Resolves when the process says that it is ready for the first time, however many starts that takes. */
	start(): Promise<Ready> {
		return new Promise((resolve) => this.#spawn(resolve));
	}

	#spawn(ready: (message: Ready) => void): void {
		const began = Date.now();
		const { file, env } = this.#options;
		// Inherited output: nothing is lost when this process is busy or killed.
		const child = spawn(process.execPath, [file], {
			env,
			stdio: ["ignore", "inherit", "inherit", "ipc"],
		});
		this.#child = child;
		child.on("message", (message) => {
			if (isReady(message)) ready(message);
		});
		child.once("error", (error) => this.#options.report(String(error)));
		child.once("exit", (code, signal) => {
			this.#child = undefined;
			if (!this.#stopping) this.#again(Date.now() - began, signal ?? `code ${code}`, ready);
		});
	}

	#again(livedMs: number, how: string, ready: (message: Ready) => void): void {
		this.#delay = nextDelay(this.#delay, livedMs);
		this.#options.report(
			`The ${this.#options.name} ended (${how}); it starts again in ${this.#delay / 1000} s.`,
		);
		this.#timer = setTimeout(() => this.#spawn(ready), this.#delay);
	}

	/** Asks the process to finish, and ends it when it does not. */
	async stop(): Promise<void> {
		this.#stopping = true;
		clearTimeout(this.#timer);
		const child = this.#child;
		if (!child) return;
		const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
		child.kill("SIGTERM");
		const timer = setTimeout(() => child.kill("SIGKILL"), this.#options.killAfterMs);
		await gone;
		clearTimeout(timer);
	}

	/** Ends it now. */
	kill(): void {
		this.#stopping = true;
		clearTimeout(this.#timer);
		this.#child?.kill("SIGKILL");
	}
}
