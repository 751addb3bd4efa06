/** Browser side of the reader's choices: cookies that last a year. */
import { LOCALE_COOKIE, type Locale } from "./locales.ts";
import { THEME_COOKIE, type Theme } from "./theme.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

function remember(name: string, value: string) {
	// biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing on plain http and in Firefox
	document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function saveTheme(theme: Theme) {
	remember(THEME_COOKIE, theme);
	if (theme === "system") delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = theme;
}

export function currentTheme(): Theme {
	const chosen = document.documentElement.dataset.theme;
	return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Calls when the theme was chosen, wherever on the page. Returns how to stop. */
export function watchTheme(listener: () => void): () => void {
	const watching = new MutationObserver(listener);
	watching.observe(document.documentElement, { attributeFilter: ["data-theme"] });
	return () => watching.disconnect();
}

export function saveLocale(locale: Locale) {
	remember(LOCALE_COOKIE, locale);
}

const GUEST_NAME = "potret.guest-name";

/** The name a guest gave last time, on this device. */
export function readGuestName(): string {
	try {
		return localStorage.getItem(GUEST_NAME) ?? "";
	} catch {
		return "";
	}
}

export function saveGuestName(name: string) {
	try {
		localStorage.setItem(GUEST_NAME, name);
	} catch {
		// Storage is off in this browser: the name is asked for again, and that is all.
	}
}
