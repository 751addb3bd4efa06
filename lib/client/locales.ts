/** The languages there are, and which one a request gets. */
export const LOCALES = ["en", "id"] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = "locale";

function isLocale(value: string | undefined): value is Locale {
	return LOCALES.some((locale) => locale === value);
}

/** The chosen language if it exists, else the best of an `Accept-Language` header, else English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
	if (isLocale(chosen)) return chosen;
	const wanted = (acceptLanguage ?? "")
		.split(",")
		.map((part) => {
			const [tag = "", ...parameters] = part.trim().split(";");
			const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
			// "in" is what old Java-based browsers still call Indonesian.
			const language = tag.toLowerCase().split("-")[0]?.replace(/^in$/, "id");
			return { language, quality: quality ? Number(quality.slice(2)) : 1 };
		})
		.filter((entry) => entry.quality > 0)
		.sort((a, b) => b.quality - a.quality);
	return wanted.map((entry) => entry.language).find(isLocale) ?? "en";
}
