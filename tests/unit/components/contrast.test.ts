import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

/** The colours of one theme, as written in `globals.css`. */
function theme(name: "light" | "dark"): Map<string, [number, number, number]> {
	const root = css.slice(css.indexOf(":root {"));
	const [light = "", dark = ""] = root.split("@variant dark {");
	const found = (name === "light" ? light : dark).matchAll(
		/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g,
	);
	return new Map(
		[...found].map(([, key = "", l, c, h]) => [key, [Number(l), Number(c), Number(h)]]),
	);
}

/** Relative luminance (WCAG 2) of an OKLCH colour. */
function luminance([l, c, h]: [number, number, number]): number {
	const a = c * Math.cos((h * Math.PI) / 180);
	const b = c * Math.sin((h * Math.PI) / 180);
	const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const clamp = (value: number) => Math.min(1, Math.max(0, value));
	const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
	const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
	const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colours: ReturnType<typeof theme>, on: string, under: string): number {
	const [one, other] = [on, under].map((name) => {
		const colour = colours.get(name);
		if (!colour) throw new Error(`No colour is called ${name}`);
		return luminance(colour);
	});
	const [low = 0, high = 0] = [one ?? 0, other ?? 0].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

describe.each(["light", "dark"] as const)("contrast in %s", (name) => {
	const colours = theme(name);
	it.each(["paper", "raised", "sunken"])("on %s", (ground) => {
		expect(contrast(colours, "ink", ground)).toBeGreaterThanOrEqual(7);
		for (const text of ["ink-soft", "accent-text", "danger-text"])
			expect(contrast(colours, text, ground)).toBeGreaterThanOrEqual(4.5);
		for (const part of ["edge", "focus"])
			expect(contrast(colours, part, ground)).toBeGreaterThanOrEqual(3);
	});
	it("on buttons, pointed at or not", () => {
		for (const ground of ["accent", "accent-strong"])
			expect(contrast(colours, "accent-ink", ground)).toBeGreaterThanOrEqual(4.5);
		for (const ground of ["danger", "danger-strong"])
			expect(contrast(colours, "danger-ink", ground)).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colours, "accent", "paper")).toBeGreaterThanOrEqual(3);
	});
});
