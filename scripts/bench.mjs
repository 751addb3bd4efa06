/** `npm run bench -- NAME [arguments]`: runs bench/NAME.ts on the project's own Node. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { install, node } from "./lib/install.mjs";
import { fail, root, show } from "./lib/steps.mjs";

const [name, ...rest] = process.argv.slice(2);
const file = join(root, "bench", `${name}.ts`);

try {
	process.chdir(root);
	if (!name || !existsSync(file)) {
		const names = readdirSync(join(root, "bench")).map((entry) => entry.replace(/\.ts$/, ""));
		throw new Error(`Which benchmark? One of: ${names.join(", ")}`);
	}
	await install();
	process.exit(await show(node, [file, ...rest]));
} catch (error) {
	fail(error);
}
