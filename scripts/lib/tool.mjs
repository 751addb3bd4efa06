/** Runs a command of the product, with its arguments, on the project's own Node; nothing need be built. */
import { existsSync } from "node:fs";
import { build } from "./build.mjs";
import { install, node } from "./install.mjs";
import { handOver, root } from "./steps.mjs";

export async function runTool(file) {
	try {
		process.chdir(root);
		if (existsSync(".env")) process.loadEnvFile(".env");
		await install();
		await build({ pages: false });
		handOver(node, [file, ...process.argv.slice(2)]);
	} catch (error) {
		console.error(error.message);
		// 1 is for what a tool finds.
		process.exit(2);
	}
}
