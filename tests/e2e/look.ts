/** One page at 390 and at 1440 pixels, in the light and in the dark: clean to axe, no wider than the screen, and pictured in test-results for eyes. */
import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./people.ts";

const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1440, height: 900 },
];
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
			await expectAccessible(page, { colours: colorScheme !== THEMES[0] });
		}
	await page.setViewportSize({ width: 360, height: 740 });
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
	await expect.poll(overflow, `${name} is no wider than a screen of 360 pixels`).toBe(0);
	await page.setViewportSize({ width: 1440, height: 900 });
}
