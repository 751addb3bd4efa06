/**
 * The database client, the face models and the Next build, each made only when what it is made from has changed.
 * The stamp is written last and with the hash from before the build, so neither a build that was
 * cut off nor a file that was saved meanwhile counts as built.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hashFiles } from "./hash.mjs";
import { node } from "./install.mjs";
import { root, step } from "./steps.mjs";

const generated = join(root, "lib/db/generated");
const next = join(root, ".next");
const models = join(root, ".cache/models");
const lock = join(root, ".cache/build.lock");

const CLIENT_SOURCES = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];
const MODEL_SOURCES = [
	...["scripts/models.mjs", "scripts/models"],
	...["package.json", "model"].map((name) => join("node_modules/@vladmandic/face-api", name)),
];
const SOURCES = [
	...["app", "components", "lib", "messages", "public", "i18n", "instrumentation.ts"],
	...["next.config.mjs", "tsconfig.json", "postcss.config.mjs", "package.json"],
	...CLIENT_SOURCES,
];

function isStamped(folder, hash) {
	const file = join(folder, ".potret-stamp");
	return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** A build neither needs nor may depend on the settings of the server that will run it. */
function buildEnvironment() {
	const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
	const example = readFileSync(join(root, ".env.example"), "utf8");
	for (const [, name] of example.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)) delete env[name];
	// Prisma looks for an engine that only its migrations use, and would download it.
	return { ...env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
}

async function generateClient() {
	const hash = hashFiles(root, CLIENT_SOURCES);
	if (isStamped(generated, hash)) return;
	const prisma = join(root, "node_modules/prisma/build/index.js");
	await step("Making the database client", node, [prisma, "generate"], { env: buildEnvironment() });
	writeFileSync(join(generated, ".potret-stamp"), hash);
}

async function convertModels() {
	const hash = hashFiles(root, MODEL_SOURCES);
	if (isStamped(models, hash)) return;
	rmSync(join(models, ".potret-stamp"), { force: true });
	await step("Converting the face models", node, ["scripts/models.mjs", models]);
	writeFileSync(join(models, ".potret-stamp"), hash);
}

async function buildPages() {
	if (!existsSync(join(root, "next.config.mjs"))) return;
	const hash = hashFiles(root, SOURCES, (path) => path === generated);
	if (isStamped(next, hash)) return;
	rmSync(join(next, ".potret-stamp"), { force: true });
	const bin = join(root, "node_modules/next/dist/bin/next");
	await step("Building the pages", node, [bin, "build"], { env: buildEnvironment() });
	const sent = join(next, "sent");
	rmSync(sent, { recursive: true, force: true });
	const folders = [join(next, "static"), sent];
	await step("Compressing their scripts", node, ["scripts/compress.mjs", ...folders]);
	writeFileSync(join(next, ".potret-stamp"), hash);
}

/** True where whoever has taken it has ended. What is gone by now is nobody's to remove: the next may have it. */
function isAbandoned() {
	try {
		process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0);
		return false;
	} catch {
		// The holder has ended, or has not written its number yet: give it a moment.
		const found = statSync(lock, { throwIfNoEntry: false });
		return found !== undefined && Date.now() - found.mtimeMs >= 2000;
	}
}

/** Two builds in one folder would spoil each other; the second waits and then finds it done. */
async function alone(work) {
	mkdirSync(join(root, ".cache"), { recursive: true });
	for (;;) {
		try {
			mkdirSync(lock);
			break;
		} catch {
			if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
			else await sleep(200);
		}
	}
	writeFileSync(join(lock, "pid"), String(process.pid));
	try {
		return await work();
	} finally {
		rmSync(lock, { recursive: true, force: true });
	}
}

/** Everything that running from source needs, and with `pages` the Next build as well. */
export function build({ pages = true } = {}) {
	return alone(async () => {
		await generateClient();
		await convertModels();
		if (pages) await buildPages();
	});
}
