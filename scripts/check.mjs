/** `npm run check`: what can be known without running the product. All of it, then the verdict. */
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { install, node } from "./lib/install.mjs";
import { fail, root, step } from "./lib/steps.mjs";

/** A checker that reads nothing finds nothing: below this it did not see the product. */
const FEWEST_MODULES = 150;

const modules = join(root, "node_modules");

const checks = [
	["Format and lint (Biome)", ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
	["Types (tsc)", ["typescript/bin/tsc", "--noEmit"]],
	[
		"Imports (dependency-cruiser)",
		[
			...["dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.mjs"],
			...["app", "components", "lib", "cli"],
		],
		(output) => {
			const read = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
			return read >= FEWEST_MODULES ? null : `Only ${read} modules were read.`;
		},
	],
	["Unused files, exports and packages (knip)", ["knip/bin/knip.js"]],
];

async function run([title, [bin, ...args], judge]) {
	const output = await step(title, node, [join(modules, bin), ...args]);
	const objection = judge?.(output);
	if (objection) throw new Error(objection);
}

try {
	process.chdir(root);
	await install();
	await build();
	let failed = 0;
	for (const check of checks) {
		await run(check).catch((error) => {
			failed++;
			console.error(`\n${error.message}\n`);
		});
	}
	console.log(failed === 0 ? `All ${checks.length} checks passed` : `${failed} checks failed`);
	process.exit(failed === 0 ? 0 : 1);
} catch (error) {
	fail(error);
}
