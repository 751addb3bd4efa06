import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { STATUS } from "#lib/http/errors.ts";
import { FAILURES } from "#lib/media/media.policy.ts";
import { JOBS } from "#lib/processes/jobs.ts";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
	const flat = new Map<string, string>();
	for (const [key, value] of Object.entries(tree)) {
		if (typeof value === "string") flat.set(prefix + key, value);
		else for (const [path, text] of flatten(value, `${prefix + key}.`)) flat.set(path, text);
	}
	return flat;
}

const read = (locale: string): Tree => JSON.parse(readFileSync(`messages/${locale}.json`, "utf8"));
const trees = { en: read("en"), id: read("id") };
const texts = { en: flatten(trees.en), id: flatten(trees.id) };

function sources(): { file: string; code: string }[] {
	return ["app", "components", "lib/client"].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((name) => /\.tsx?$/.test(name))
			.map((name) => ({
				file: join(folder, name),
				code: readFileSync(join(folder, name), "utf8"),
			})),
	);
}

function namesIn(elements: readonly MessageFormatElement[]): string[] {
	return elements.flatMap((element) => {
		if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
		if (element.type === TYPE.tag) return namesIn(element.children);
		const branches =
			element.type === TYPE.select || element.type === TYPE.plural
				? Object.values(element.options).flatMap(({ value }) => namesIn(value))
				: [];
		return [element.value, ...branches];
	});
}

/** Names that a text expects to be given. */
const placeholders = (text: string): string[] => [...new Set(namesIn(parse(text)))].sort();

/** Keys that a file asks for, with `*` for a part that is worked out. */
function keysAskedFor(code: string): string[] {
	const keys: string[] = [];
	const scopes = [...code.matchAll(/(?:useTranslations|getTranslations)\((?:"([\w.]+)")?\)/g)];
	const prefixes = [...new Set(scopes.map((match) => match[1] ?? ""))];
	for (const call of code.matchAll(/\bt(?:\.has)?\(\s*(?:"([\w.]+)"|`([^`]+)`)/g)) {
		const key = (call[1] ?? call[2] ?? "").replaceAll(/\$\{[^}]+\}/g, "*");
		keys.push(prefixes.map((prefix) => (prefix ? `${prefix}.${key}` : key)).join("|"));
	}
	return keys;
}

function exists(pattern: string): boolean {
	return pattern.split("|").some((one) => {
		const regex = new RegExp(`^${one.replaceAll(".", "\\.").replaceAll("*", "\\w+")}$`);
		return [...texts.en.keys()].some((key) => regex.test(key));
	});
}

describe("the texts", () => {
	it("are the same keys in both languages, none of them empty", () => {
		expect([...texts.id.keys()]).toEqual([...texts.en.keys()]);
		for (const text of [...texts.en.values(), ...texts.id.values()])
			expect(text.trim()).not.toBe("");
	});
	it("expect the same things to be given", () => {
		for (const [key, text] of texts.en)
			expect([key, placeholders(texts.id.get(key) ?? "")]).toEqual([key, placeholders(text)]);
	});
	it.each([
		["{n, plural, one {{a} of # {b}} other {all}} {c}", ["a", "b", "c", "n"]],
		["{what, select, files {files} other {photos of {name}}}", ["name", "what"]],
		["{total, number} and {at, date, ::yyyyMMdd}", ["at", "total"]],
		["nothing", []],
	])("%s expects %j", (text, names) => expect(placeholders(text)).toEqual(names));
	it("can be read by the formatter", () => {
		for (const locale of ["en", "id"] as const)
			for (const [key, text] of texts[locale]) {
				const given = Object.fromEntries(placeholders(text).map((name) => [name, 3]));
				const t = createTranslator({
					locale,
					messages: trees[locale],
					onError: (error) => {
						throw error;
					},
				});
				expect(t(key as never, given as never)).not.toContain("{");
			}
	});
	it("exist for every key that the code asks for", () => {
		const asked = sources().flatMap(({ file, code }) =>
			keysAskedFor(code).map((key) => ({ file, key })),
		);
		expect(asked.length).toBeGreaterThan(100);
		expect(asked.filter(({ key }) => !exists(key))).toEqual([]);
	});
	it("are all asked for by something", () => {
		const files = sources();
		const unused = [...texts.en.keys()].filter(
			(key) => !CHOSEN_BY_VALUE.test(key) && !files.some(({ code }) => mentions(code, key)),
		);
		expect(unused).toEqual([]);
	});
});

/** Codes that the browser gives itself, or that one family says in place of another. */
const OF_BROWSERS = ["NETWORK", "FILE_UNREADABLE", "USE_RESUMABLE_UPLOAD"];

const below = (prefix: string) =>
	[...texts.en.keys()]
		.filter((key) => key.startsWith(prefix))
		.map((key) => key.slice(prefix.length))
		.toSorted();

describe("words", () => {
	it("are there for every code of an error, and for no other", () => {
		expect(below("errors.")).toEqual([...Object.keys(STATUS), ...OF_BROWSERS].toSorted());
	});
	it("are there for all that a sheet may fail with, and for nothing else", () => {
		expect(below("batches.sheet.reason.")).toEqual(FAILURES.toSorted());
	});
	it("are there for every job, and for no other", () => {
		const kinds = JOBS.map(({ name }) => name.replaceAll("-", "_"));
		expect(below("jobs.kind.")).toEqual(kinds.toSorted());
	});
});

/** Keys that are a value known elsewhere: an error's code, a theme, a language, a role. */
const CHOSEN_BY_VALUE = /^(errors\.|preferences\.|shell\.(admin|photographer)$)/;

/** True where a file names a key, or the beginning of one that it works out. */
function mentions(code: string, key: string): boolean {
	const prefixes = [...code.matchAll(/(?:useTranslations|getTranslations)\((?:"([\w.]+)")?\)/g)];
	return prefixes.some(([, prefix]) => {
		if (prefix && !key.startsWith(`${prefix}.`)) return false;
		const rest = prefix ? key.slice(prefix.length + 1) : key;
		const stem = rest.slice(0, rest.lastIndexOf(".") + 1);
		return code.includes(`"${rest}"`) || (stem !== "" && code.includes(`\`${stem}\${`));
	});
}
