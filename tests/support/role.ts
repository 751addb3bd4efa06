/** The web or worker processes of a test server: one, or as many beside each other as wanted. */
import { type ChildProcess, spawn } from "node:child_process";
import { isReady } from "#lib/processes/child.ts";
import { aPort } from "./ports.ts";

const READY_MS = 120_000;

class RoleProcess {
	readonly child: ChildProcess;
	/** The port of a web process, once it listens. */
	port: number | undefined;

	constructor(name: string, env: NodeJS.ProcessEnv) {
		this.child = spawn(process.execPath, [`lib/processes/${name}.ts`], {
			env,
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
	}

	/** Resolves when it does its work; rejects with what it wrote when it ends before. */
	ready(): Promise<void> {
		const { child } = this;
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream?.on("data", (chunk: Buffer) => {
				output = (output + chunk).slice(-8000);
			});
		return new Promise((resolve, reject) => {
			const fail = (why: string) => reject(new Error(`A process ${why}:\n${output}`));
			const timer = setTimeout(() => fail("did not get ready"), READY_MS);
			child.once("exit", (code, signal) => {
				clearTimeout(timer);
				fail(`ended (${signal ?? code})`);
			});
			child.on("message", (message) => {
				if (!isReady(message)) return;
				clearTimeout(timer);
				this.port = message.port;
				resolve();
			});
		});
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		const { child } = this;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once("exit", resolve));
		child.kill(signal);
		await gone;
	}
}

export class Role {
	readonly #name: string;
	readonly #env: NodeJS.ProcessEnv;
	readonly #count: number;
	readonly #write: (text: string) => void;
	/** Theirs from the first start on. */
	readonly #ports: number[] = [];
	#running: RoleProcess[] = [];

	constructor(name: string, env: NodeJS.ProcessEnv, count: number, write: (text: string) => void) {
		this.#name = name;
		this.#env = env;
		this.#count = count;
		this.#write = write;
	}

	/** The first of them. */
	get child(): ChildProcess {
		const [first] = this.#running;
		if (!first) throw new Error(`The ${this.#name} process was not started.`);
		return first.child;
	}

	get ports(): number[] {
		return this.#running.map(({ port }) => port ?? 0);
	}

	/** Starts all of them, with other settings where these are given; after an end, on the ports that they had. */
	async start(other: Record<string, string> = {}): Promise<void> {
		while (this.#ports.length < this.#count) this.#ports.push(await aPort());
		this.#running = this.#ports.map((port) => {
			const PORT = String(port);
			const env = { ...this.#env, POTRET_ROLE: this.#name, PORT, ...other };
			const one = new RoleProcess(this.#name, env);
			for (const stream of [one.child.stdout, one.child.stderr])
				stream?.on("data", (chunk: Buffer) => this.#write(String(chunk)));
			return one;
		});
		await Promise.all(this.#running.map((one) => one.ready()));
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		await Promise.all(this.#running.map((one) => one.end(signal)));
	}
}
