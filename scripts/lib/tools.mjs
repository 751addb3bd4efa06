/**
 * What the tests need beyond npm: a Chromium, a Python with `requests` for the documented client code,
 * and OpenStack Swift, which speaks S3. Installed by apt where that is possible, otherwise named in a
 * sentence.
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

/** Debian's package is for Debian's Python, whatever else is called python3. */
function hasSwift() {
	return spawnSync("/usr/bin/python3", ["-c", "import swift"]).status === 0;
}

const mayInstall = () => process.getuid?.() === 0 && inPath("apt-get");

async function installByApt(packages) {
	const names = packages.join(" ");
	const byHand = `The tests need ${names}. Install them, for example: apt-get install ${names}`;
	if (!mayInstall()) throw new StepError(byHand);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const hint = () => byHand;
	await step("Updating the list of system packages", "apt-get", ["update"], { env, hint });
	const args = ["install", "-y", "--no-install-recommends", ...packages];
	await step(`Installing ${names}`, "apt-get", args, { env, hint });
}

/**
 * Returns the variables by which the tests find the first two. Swift is only for Linux, so a run goes on
 * without it, and what needs it fails.
 */
export async function installTools({ browser, servers }) {
	const missing = [];
	if (browser && !findChromium()) missing.push("chromium", "fonts-liberation");
	if (!findPython()) missing.push("python3-requests");
	if (servers && !hasSwift()) {
		if (mayInstall()) missing.push("python3-swift");
		else console.warn("The tests with S3 will fail: they need python3-swift (apt-get install).");
	}
	if (missing.length > 0) await installByApt(missing);
	return { CHROMIUM_PATH: findChromium() ?? "", PYTHON: findPython() ?? "" };
}
