"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import type { Locale } from "#lib/client/locales.ts";
import { currentTheme, saveLocale, saveTheme, watchTheme } from "#lib/client/preferences.ts";

/** The reader's theme and language, and how they choose others. */
export function usePreferences() {
	const router = useRouter();
	const locale = useLocale();
	const theme = useSyncExternalStore(watchTheme, currentTheme, () => "system" as const);
	return {
		...{ theme, locale, chooseTheme: saveTheme },
		chooseLocale: (chosen: Locale) => {
			saveLocale(chosen);
			router.refresh();
		},
	};
}
