#!/usr/bin/env node
/** `npx potret`: installs what is missing, then hands over to cli/main.ts on the project's own Node. */
import { join } from "node:path";
import { install, node } from "../scripts/lib/install.mjs";
import { fail, handOver, root } from "../scripts/lib/steps.mjs";

try {
	await install();
	handOver(node, [join(root, "cli/main.ts"), ...process.argv.slice(2)]);
} catch (error) {
	fail(error);
}
