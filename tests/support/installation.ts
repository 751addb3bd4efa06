/** An installation as its operator has it: a folder, `npm start` on it, and the commands beside it. */
import { join } from "node:path";
import { aPort } from "./ports.ts";
import { makeScratch, removeScratch } from "./scratch.ts";
import { processesOf, type Start, start } from "./supervisor.ts";

export class Installation {
	readonly scratch: string;
	readonly dataDir: string;
	readonly port: number;
	#server: Start | undefined;

	private constructor(scratch: string, port: number) {
		this.scratch = scratch;
		this.dataDir = join(scratch, "data");
		this.port = port;
	}

	static async make(name: string): Promise<Installation> {
		return new Installation(makeScratch(name), await aPort());
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** What the server has said since it was started. */
	output(): string {
		return this.#server?.output() ?? "";
	}

	async start(): Promise<void> {
		this.#server = start({ DATA_DIR: this.dataDir, PORT: String(this.port) });
		await this.#server.says(/running at/);
	}

	async stop(): Promise<void> {
		this.#server?.process.kill("SIGTERM");
		await this.#server?.ended;
		this.#server = undefined;
	}

	/** Runs a script to its end. */
	async run(script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
		const settings = { DATA_DIR: this.dataDir, PORT: String(this.port), ...env };
		const one = start(settings, `scripts/${script}.mjs`, args);
		return { code: await one.ended, output: one.output() };
	}

	/** Leaves nothing behind, nor running. */
	async remove(): Promise<void> {
		await this.stop();
		for (const pid of processesOf(this.dataDir)) process.kill(pid, "SIGKILL");
		removeScratch(this.scratch);
	}
}
