/** One more web process beside a test server's own, on the same database and folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { isReady } from "#lib/processes/child.ts";
import type { TestServer } from "./server.ts";

export interface SecondWeb {
	url: string;
	/** SIGKILL, and resolves when the process is gone. */
	kill(): Promise<void>;
}

function portOf(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once("exit", (code, signal) =>
			reject(new Error(`The second web process ended (${signal ?? code})`)),
		);
		child.on("message", (message) => {
			if (isReady(message)) resolve(message.port ?? 0);
		});
	});
}

export async function startSecondWeb(server: TestServer): Promise<SecondWeb> {
	const child = spawn(process.execPath, ["lib/processes/web.ts"], {
		env: { ...server.env, NODE_ENV: "production", POTRET_ROLE: "web", PORT: "0" },
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	const gone = once(child, "exit");
	const port = await portOf(child);
	const kill = async () => {
		child.kill("SIGKILL");
		await gone;
	};
	return { url: `http://127.0.0.1:${port}`, kill };
}
