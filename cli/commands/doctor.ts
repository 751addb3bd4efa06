import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Command } from "../command.ts";

const HELP = `
Usage: potret doctor [--repair] [--checksums] [--grace HOURS] [--json]

Looks whether database and stored files of this installation fit together. It must be run on the
server's machine; its options are those of npm run doctor.

Example: potret doctor --checksums
`;

const script = fileURLToPath(new URL("../../scripts/doctor.mjs", import.meta.url));

/** The script reads its own words, and its exit code is ours. */
export const doctor: Command = {
	name: "doctor",
	summary: "look whether this installation's database and files fit",
	help: HELP,
	async call(args, signal) {
		if (args.includes("--help") || args.includes("-h")) {
			process.stdout.write(`${HELP.trim()}\n`);
			return 0;
		}
		const child = spawn(process.execPath, [script, ...args], { stdio: "inherit" });
		signal.addEventListener("abort", () => child.kill("SIGTERM"));
		const [code] = await once(child, "exit");
		return code ?? 1;
	},
};
