/**
 * The import rules are worth what they catch. Every rule gets a small tree of files that breaks it
 * and nothing else; and the product itself must be read in full, since a checker that resolves no
 * alias finds no violation either.
 */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

interface Violation {
	rule: { name: string };
	from: string;
	to: string;
}

interface Cruise {
	modules: { source: string; dependencies: { couldNotResolve: boolean; resolved: string }[] }[];
	summary: { violations: Violation[] };
}

function cruise(folder: string): Cruise {
	const bin = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
	const words = ["--config", ".dependency-cruiser.mjs", "--output-type", "json"];
	const options = { cwd: folder, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 } as const;
	return JSON.parse(
		execFileSync(process.execPath, [bin, ...words, "app", "components", "lib", "cli"], options),
	);
}

/** Before a name: more than its types are imported. */
const VALUE = "value ";

/** A planted violation: the rule it breaks, and files with what each imports. */
type Plant = [rule: string, files: Record<string, string[]>];

const plants: Plant[] = [
	["no-cycles", { "lib/storage/a.ts": ["#lib/storage/b.ts"], "lib/storage/b.ts": ["./a.ts"] }],
	["resolved", { "lib/storage/a.ts": ["#lib/storage/missing.ts"] }],
	["declared", { "lib/storage/a.ts": ["vitest"] }],
	["lib-below-pages", { "lib/http/a.ts": ["#components/b.tsx"], "components/b.tsx": [] }],
	["core-alone", { "lib/core/a.ts": ["#lib/storage/b.ts"], "lib/storage/b.ts": [] }],
	[
		"ground-below-modules",
		{ "lib/queue/a.ts": ["#lib/media/media.jobs.ts"], "lib/media/media.jobs.ts": [] },
	],
	["faces-alone", { "lib/faces/a.ts": ["#lib/imaging/b.ts"], "lib/imaging/b.ts": [] }],
	["next-at-the-edge", { "lib/media/media.service.ts": ["next/headers"] }],
	["no-server-only", { "lib/media/media.service.ts": ["server-only"] }],
	["app-through-doors", { "app/page.tsx": ["#lib/storage/store.ts"], "lib/storage/store.ts": [] }],
	[
		"components-in-the-browser",
		{
			"components/a.tsx": ["#lib/media/media.service.ts"],
			"lib/media/media.service.ts": [],
		},
	],
	["client-in-the-browser", { "lib/client/a.ts": ["#lib/config/b.ts"], "lib/config/b.ts": [] }],
	[
		"schemas-in-the-browser",
		{ "lib/media/media.schema.ts": ["#lib/storage/b.ts"], "lib/storage/b.ts": [] },
	],
	[
		"schemas-stay-behind",
		{
			"components/a.tsx": [`${VALUE}#lib/media/media.schema.ts`],
			"lib/media/media.schema.ts": [],
		},
	],
	["modules-below-http", { "lib/media/media.service.ts": ["#lib/http/b.ts"], "lib/http/b.ts": [] }],
	[
		"repos-private",
		{
			"lib/media/media.service.ts": ["#lib/events/events.repo.ts"],
			"lib/events/events.repo.ts": [],
		},
	],
	[
		"repos-private-to-pages",
		{ "app/page.tsx": ["#lib/events/events.repo.ts"], "lib/events/events.repo.ts": [] },
	],
	[
		"repos-only-database",
		{ "lib/events/events.repo.ts": ["#lib/storage/b.ts"], "lib/storage/b.ts": [] },
	],
	[
		"policies-pure",
		{ "lib/events/events.policy.ts": ["#lib/db/client.ts"], "lib/db/client.ts": [] },
	],
	[
		"prisma-in-repos",
		{
			"lib/events/events.service.ts": ["#lib/db/generated/client.ts"],
			"lib/db/generated/client.ts": [],
		},
	],
	["no-database-in-pages", { "app/page.tsx": ["#lib/db/client.ts"], "lib/db/client.ts": [] }],
	[
		"handlers-in-the-worker",
		{ "lib/media/media.service.ts": ["./media.handlers.ts"], "lib/media/media.handlers.ts": [] },
	],
	[
		"cli-over-http",
		{ "cli/a.ts": ["#lib/media/media.service.ts"], "lib/media/media.service.ts": [] },
	],
	["cli-for-itself", { "lib/http/a.ts": ["../../cli/b.ts"], "cli/b.ts": [] }],
	["reference-at-the-edge", { "lib/http/a.ts": ["#lib/reference/b.ts"], "lib/reference/b.ts": [] }],
	[
		"reference-describes",
		{
			"lib/reference/a.ts": ["#lib/media/media.service.ts"],
			"lib/media/media.service.ts": [],
		},
	],
	["no-tests-in-the-product", { "lib/media/a.ts": ["#tests/b.ts"], "tests/b.ts": [] }],
	["order-audit", { "lib/audit/a.ts": ["#lib/auth/b.ts"], "lib/auth/b.ts": [] }],
	["order-usage", { "lib/usage/a.ts": ["#lib/auth/b.ts"], "lib/auth/b.ts": [] }],
	[
		"order-auth",
		{
			"lib/auth/auth.service.ts": ["#lib/guests/guests.schema.ts"],
			"lib/guests/guests.schema.ts": [],
		},
	],
	[
		"order-events",
		{
			"lib/events/events.service.ts": ["#lib/media/media.service.ts"],
			"lib/media/media.service.ts": [],
		},
	],
	[
		"order-media",
		{
			"lib/media/media.service.ts": ["#lib/zones/zones.service.ts"],
			"lib/zones/zones.service.ts": [],
		},
	],
	["order-zones", { "lib/zones/a.ts": ["#lib/batches/b.ts"], "lib/batches/b.ts": [] }],
	["order-downloads", { "lib/downloads/a.ts": ["#lib/batches/b.ts"], "lib/batches/b.ts": [] }],
	["order-batches", { "lib/batches/a.ts": ["#lib/people/b.ts"], "lib/people/b.ts": [] }],
	["order-people", { "lib/people/a.ts": ["#lib/recognition/b.ts"], "lib/recognition/b.ts": [] }],
	["order-recognition", { "lib/recognition/a.ts": ["#lib/guests/b.ts"], "lib/guests/b.ts": [] }],
	["order-uploads", { "lib/uploads/a.ts": ["#lib/media/b.ts"], "lib/media/b.ts": [] }],
	["order-guests", { "lib/guests/a.ts": ["#lib/webhooks/b.ts"], "lib/webhooks/b.ts": [] }],
	["order-webhooks", { "lib/webhooks/a.ts": ["#lib/operations/b.ts"], "lib/operations/b.ts": [] }],
];

/** Writes the files of all plants into one tree: a file that two of them name imports for both. */
function plant(folder: string, all: Record<string, string[]>[]): void {
	const merged = new Map<string, Set<string>>();
	for (const files of all)
		for (const [file, imports] of Object.entries(files))
			merged.set(file, new Set([...(merged.get(file) ?? []), ...imports]));
	for (const [file, imports] of merged) {
		const path = join(folder, file);
		mkdirSync(dirname(path), { recursive: true });
		// Types count as well: a type that is imported is a door that is known.
		const lines = [...imports].map((name, at) => {
			const kind = name.startsWith(VALUE) ? "" : "type ";
			return `import ${kind}{ X as X${at} } from "${name.replace(VALUE, "")}";`;
		});
		const uses = [...imports].map((_, at) => `export type Y${at} = X${at};`);
		writeFileSync(path, [...lines, ...uses, "export type X = string;", ""].join("\n"));
	}
}

function cruisePlanted(all: Record<string, string[]>[]): Violation[] {
	const folder = makeScratch("architecture");
	try {
		for (const name of [".dependency-cruiser.mjs", "package.json", "tsconfig.json"])
			cpSync(name, join(folder, name));
		for (const name of ["app", "components", "lib", "cli"]) mkdirSync(join(folder, name));
		symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
		plant(folder, all);
		return cruise(folder).summary.violations;
	} finally {
		removeScratch(folder);
	}
}

describe("the import rules", () => {
	let caught: Violation[];
	beforeAll(() => {
		caught = cruisePlanted(plants.map(([, files]) => files));
	});

	for (const [rule, files] of plants) {
		it(`${rule} is caught when broken`, () => {
			const [from] = Object.keys(files);
			const found = caught.filter((one) => one.rule.name === rule && one.from === from);
			expect(found).not.toEqual([]);
		});
	}

	it("have each a planted violation", async () => {
		const { default: config } = await import(resolve(".dependency-cruiser.mjs"));
		const names = config.forbidden.map((rule: { name: string }) => rule.name);
		expect(names.toSorted()).toEqual(plants.map(([rule]) => rule).toSorted());
	});

	it("find nothing in a tree that keeps to them", () => {
		const good = {
			"app/page.tsx": ["#lib/media/media.service.ts", "#components/a.tsx", "next"],
			"components/a.tsx": ["#lib/media/media.schema.ts", "#lib/client/b.ts"],
			"lib/client/b.ts": ["#lib/media/media.schema.ts"],
			"lib/media/media.schema.ts": [],
			"lib/media/media.service.ts": ["./media.repo.ts", "#lib/events/events.service.ts"],
			"lib/media/media.repo.ts": ["#lib/db/client.ts"],
			"lib/events/events.service.ts": ["#lib/storage/c.ts"],
			"lib/storage/c.ts": [],
			"lib/db/client.ts": [],
			"cli/a.ts": ["#lib/media/media.schema.ts", "#lib/client/api.ts"],
			"lib/client/api.ts": [],
		};
		expect(cruisePlanted([good])).toEqual([]);
	});
});

describe("the product", () => {
	const product = cruise(".");
	const own = product.modules.filter((module) => /^(app|components|lib|cli)\//.test(module.source));

	it("is read in full, aliases and all", () => {
		expect(own.length).toBeGreaterThan(150);
		const inner = own
			.flatMap((module) => module.dependencies)
			.filter((dependency) => /^(app|components|lib|cli)\//.test(dependency.resolved));
		expect(inner.length).toBeGreaterThan(300);
	});

	it("keeps to the rules", () => {
		const found = product.summary.violations;
		expect(found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
	});
});
