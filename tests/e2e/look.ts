/** One page on a phone, a tablet and a desktop, in the light and in the dark: clean to axe, no wider than the screen, and pictured in test-results for eyes. */
import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./people.ts";

const SIZES = [
	{ width: 360, height: 740 },
	{ width: 768, height: 1024 },
	{ width: 1440, height: 900 },
];
/** What is right on these is right between them. */
const HELD_TO_RULES = [360, 1440];
const THEMES = ["light", "dark"] as const;

mkdirSync("test-results/looks", { recursive: true });

/** Fonts are there, nothing moves, and the last change is on the screen. */
const settled = (page: Page) =>
	page.evaluate(async () => {
		await document.fonts.ready;
		const moving = document.getAnimations().filter(({ effect }) => {
			const end = effect?.getComputedTiming().endTime;
			// In what is folded away nothing goes on, and so nothing ends.
			const seen = (effect as KeyframeEffect | null)?.target?.checkVisibility() ?? false;
			return seen && typeof end === "number" && Number.isFinite(end);
		});
		await Promise.all(moving.map(({ finished }) => finished.catch(() => {})));
		for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
	});

export async function look(page: Page, name: string): Promise<void> {
	for (const size of SIZES)
		for (const colorScheme of THEMES) {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			await settled(page);
			await page.screenshot({
				path: `test-results/looks/${name}-${size.width}-${colorScheme}.png`,
			});
			if (HELD_TO_RULES.includes(size.width))
				await expectAccessible(page, { colours: colorScheme !== THEMES[0] });
			await expect.poll(() => overflowOf(page), `${name} fits ${size.width} pixels`).toBe(0);
		}
}

/** CSS pixels by which a page is wider than its window. */
export const overflowOf = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
