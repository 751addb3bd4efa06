import { build } from "./lib/build.mjs";
import { install } from "./lib/install.mjs";
import { fail } from "./lib/steps.mjs";

try {
	await install();
	await build({ pages: !process.argv.includes("--client-only") });
} catch (error) {
	fail(error);
}
