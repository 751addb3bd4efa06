/** `npm run doctor [-- --repair]`: installs what is missing, then lib/processes/doctor.ts looks. */
import { existsSync } from "node:fs";
import { build } from "./lib/build.mjs";
import { install, node } from "./lib/install.mjs";
import { handOver, root } from "./lib/steps.mjs";

try {
	process.chdir(root);
	if (existsSync(".env")) process.loadEnvFile(".env");
	await install();
	await build({ pages: false });
	handOver(node, ["lib/processes/doctor.ts", ...process.argv.slice(2)]);
} catch (error) {
	console.error(error.message);
	// 1 is for what the doctor finds.
	process.exit(2);
}
