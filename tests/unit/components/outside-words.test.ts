/** What pages outside of the studio may say is what they, and all that they import, ask for. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { OUTSIDE_STUDIO, outsideWords } from "#lib/client/outside-words.ts";
import words from "../../../messages/en.json" with { type: "json" };

const IMPORT =
	/^(?:import|export)\s(?!type\b)[^;]*?from\s+"([^"]+)"|^import "([^"]+)"|import\(\s*"([^"]+)"/gm;

function pathOf(specifier: string, importer: string): string | null {
	const own = specifier.startsWith("#") ? specifier.slice(1) : join(dirname(importer), specifier);
	const ours = /^[#.]/.test(specifier) && /\.tsx?$/.test(own) && existsSync(own);
	return ours && /^(app|components|lib\/client)\//.test(own) ? own : null;
}

/** A file and what it imports, at once or on demand, of what may run in the browser. */
function withImports(file: string, found: Map<string, string>): Map<string, string> {
	if (found.has(file)) return found;
	const code = readFileSync(file, "utf8");
	found.set(file, code);
	for (const [, ...specifiers] of code.matchAll(IMPORT)) {
		const next = pathOf(specifiers.find(Boolean) ?? "", file);
		if (next) withImports(next, found);
	}
	return found;
}

const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".tsx") && !name.startsWith("(studio)"))
	.map((name) => join("app", name));

describe("the words outside of the studio", () => {
	const files = pages.reduce((found, page) => withImports(page, found), new Map<string, string>());

	it("are found where they are asked for", () => {
		expect([...files.keys()]).toEqual(
			expect.arrayContaining([
				...["app/event/[eventId]/gallery-page.tsx", "components/gallery/find-me.tsx"],
				...["components/ui/toasts.tsx", "lib/client/use-error-text.ts"],
			]),
		);
		expect([...files.keys()].filter((file) => file.startsWith("components/batches/"))).toEqual([]);
	});

	it("are all that these pages ask for, and nothing more", () => {
		// Who awaits its words has them on the server.
		const browsers = [...files.values()].filter((code) => !code.includes("getTranslations("));
		const asked = Object.keys(words).filter((name) => {
			const scope = new RegExp(`useTranslations\\("${name}["\\.]|["\`]${name}\\.`);
			return browsers.some((code) => scope.test(code));
		});
		expect([...OUTSIDE_STUDIO]).toEqual(asked.toSorted());
	});

	it("are taken from all words as they are", () => {
		const { errors } = words;
		expect(outsideWords({ errors, batches: words.batches })).toEqual({ errors });
	});
});
