/** The reader's choice of light or dark, kept in a cookie so that the server's first byte has it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const THEME_COOKIE = "theme";

export function parseTheme(value: string | undefined): Theme {
	return THEMES.find((theme) => theme === value) ?? "system";
}

/** The page's own colours, for what surrounds it: a phone's bars, a window's frame. */
export const PAPER = { light: "#faf8f5", dark: "#100e0c" };
