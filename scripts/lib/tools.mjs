/**
 * What the tests need beyond npm: a Chromium, and a Python with `requests` for the documented client
 * code. Installed by apt where that is possible, otherwise named in a sentence.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { StepError, step } from "./steps.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function inPath(name) {
	const folders = (process.env.PATH ?? "").split(delimiter);
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function findChromium() {
	const given = process.env.CHROMIUM_PATH;
	if (given && existsSync(given)) return given;
	return BROWSERS.map(inPath).find(Boolean);
}

function findPython() {
	const candidates = [process.env.PYTHON, "python3", "/usr/bin/python3"].filter(Boolean);
	return candidates.find((python) => spawnSync(python, ["-c", "import requests"]).status === 0);
}

async function installByApt(packages) {
	const names = packages.join(" ");
	const byHand = `The tests need ${names}. Install them, for example: apt-get install ${names}`;
	if (process.getuid?.() !== 0 || !inPath("apt-get")) throw new StepError(byHand);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const hint = () => byHand;
	await step("Updating the list of system packages", "apt-get", ["update"], { env, hint });
	const args = ["install", "-y", "--no-install-recommends", ...packages];
	await step(`Installing ${names}`, "apt-get", args, { env, hint });
}

/** Returns the variables by which the tests find both. */
export async function installTools({ browser }) {
	const missing = [];
	if (browser && !findChromium()) missing.push("chromium", "fonts-liberation");
	if (!findPython()) missing.push("python3-requests");
	if (missing.length > 0) await installByApt(missing);
	return { CHROMIUM_PATH: findChromium() ?? "", PYTHON: findPython() ?? "" };
}
