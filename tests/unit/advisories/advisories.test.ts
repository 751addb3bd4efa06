/** What is installed is past every advisory that is known here. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FLOORS, type Floor } from "./floors.ts";

interface Lock {
	packages: Record<string, { name?: string; version?: string }>;
}

type Version = [major: number, minor: number, patch: number, released: number];

/** A release is later than what was tried before it. */
function parse(version: string): Version {
	const [numbers = "", preview] = version.split(/-(.*)/);
	const [major = 0, minor = 0, patch = 0] = numbers.split(".").map(Number);
	return [major, minor, patch, preview === undefined ? 1 : 0];
}

function isBefore(a: Version, b: Version): boolean {
	const differs = a.findIndex((part, place) => part !== b[place]);
	return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}

function isAffected(version: string, { fixed }: Floor): boolean {
	const installed = parse(version);
	const lines = fixed.map(parse);
	const own = lines.find(([major]) => major === installed[0]);
	if (own) return isBefore(installed, own);
	return lines.some(([major]) => major > installed[0]);
}

/** Every copy of every package, wherever it lies. */
function installed({ packages }: Lock): { name: string; version: string }[] {
	return Object.entries(packages)
		.filter(([path]) => path.includes("node_modules/"))
		.map(([path, { name, version = "" }]) => ({
			name: name ?? path.split("node_modules/").at(-1) ?? "",
			version,
		}));
}

const findings = (lock: Lock): string[] =>
	installed(lock).flatMap(({ name, version }) =>
		(FLOORS[name] ?? [])
			.filter((floor) => isAffected(version, floor))
			.map(({ advisory }) => `${name} ${version}: ${advisory}`),
	);

const lock: Lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

describe("what is installed", () => {
	it("is past every known advisory, also what others bring along", () => {
		expect(findings(lock)).toEqual([]);
	});

	it("is read: most of the packages of the table are there", () => {
		const names = new Set(installed(lock).map(({ name }) => name));
		expect(names.size).toBeGreaterThan(500);
		const here = Object.keys(FLOORS).filter((name) => names.has(name));
		expect(here.length).toBeGreaterThan(35);
	});
});

describe("the table", () => {
	const rows = Object.entries(FLOORS).flatMap(([name, floors]) =>
		floors.map((floor) => ({ name, ...floor })),
	);

	const planted = (name: string, version: string): string[] =>
		findings({ packages: { [`node_modules/a/node_modules/${name}`]: { version } } });

	it.each(rows)("catches $name before $advisory was mended", ({ name, advisory, fixed }) => {
		expect(advisory).toMatch(/^(GHSA(-[0-9a-z]{4}){3}|CVE-\d{4}-\d+)$/);
		for (const good of fixed) {
			const last = `${good}-beta.1`;
			expect(planted(name, last)).toContain(`${name} ${last}: ${advisory}`);
			expect(planted(name, good)).not.toContain(`${name} ${good}: ${advisory}`);
		}
	});

	it("catches an older copy among all the others", () => {
		const older = { "node_modules/next/node_modules/sharp": { version: "0.35.3" } };
		expect(findings({ packages: { ...lock.packages, ...older } })).toEqual([
			"sharp 0.35.3: GHSA-rgj7-g3m4-5g8c",
		]);
	});

	it("knows a newer line for good, and an older for bad", () => {
		const floor = { advisory: "GHSA-0000-0000-0000", fixed: ["3.1.6", "4.1.3"] };
		const affected = ["2.9.9", "3.1.5", "4.0.0", "4.1.3-rc.1"];
		const good = ["3.1.6", "3.2.0", "3.10.0", "4.1.3", "4.2.0", "5.0.0"];
		expect(affected.filter((version) => isAffected(version, floor))).toEqual(affected);
		expect(good.filter((version) => isAffected(version, floor))).toEqual([]);
	});
});
