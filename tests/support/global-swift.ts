/**
 * One S3 server for all tests of a run: Debian's OpenStack Swift, on free ports of the loopback. Where
 * it is not installed the run goes on, and each test that needs it fails and says so.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { TestProject } from "vitest/node";
import { makeScratch, removeScratch } from "./scratch.ts";
import { shareService } from "./shared-service.ts";

export interface SwiftAddress {
	endpoint: string;
	accessKeyId: string;
	secretAccessKey: string;
}

declare module "vitest" {
	interface ProvidedContext {
		/** Null where there is no Swift. */
		swift: SwiftAddress | null;
	}
}

/** Debian's packages are for Debian's Python, whatever else is called python3. */
const PYTHON = "/usr/bin/python3";

async function start() {
	const { status } = spawnSync(PYTHON, ["-c", "import swift"]);
	if (status !== 0) return { address: null, stop: async () => {} };
	const folder = makeScratch("swift");
	const child = spawn(PYTHON, ["tests/support/swift/serve.py", folder], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const stop = async () => {
		const gone = once(child, "exit");
		child.stdin.end();
		await gone;
		removeScratch(folder);
	};
	const ended = once(child, "exit").then(([code]) => {
		throw new Error(`Swift did not start (${code})`);
	});
	const [line] = await Promise.race([once(child.stdout, "data"), ended]);
	ended.catch(() => {});
	const { port, keyId, secret } = JSON.parse(String(line));
	const endpoint = `http://127.0.0.1:${port}`;
	return { address: { endpoint, accessKeyId: keyId, secretAccessKey: secret }, stop };
}

export default async function setup(project: TestProject) {
	const { service, leave } = await shareService("swift", start);
	project.provide("swift", service.address);
	return leave;
}
