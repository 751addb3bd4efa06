"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import {
	DropdownMenuLabel,
	DropdownMenuRadioGroup,
	DropdownMenuRadioItem,
	DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { LOCALES, type Locale } from "#lib/client/locales.ts";
import { parseTheme, THEMES } from "#lib/client/theme.ts";
import { usePreferences } from "./use-preferences.ts";

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Theme and language, as the items of whichever menu they stand in. */
export function PreferenceItems() {
	const t = useTranslations("preferences");
	const { theme, locale, chooseTheme, chooseLocale } = usePreferences();
	return (
		<>
			<DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
			<DropdownMenuRadioGroup
				value={theme}
				onValueChange={(value) => chooseTheme(parseTheme(value))}
				aria-label={t("theme")}
			>
				{THEMES.map((name) => {
					const Icon = ICONS[name];
					return (
						<DropdownMenuRadioItem key={name} value={name} onSelect={keepOpen}>
							<Icon aria-hidden />
							{t(name)}
						</DropdownMenuRadioItem>
					);
				})}
			</DropdownMenuRadioGroup>
			<DropdownMenuSeparator />
			<DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
			<DropdownMenuRadioGroup
				value={locale}
				onValueChange={(value) => chooseLocale(value as Locale)}
				aria-label={t("language")}
			>
				{LOCALES.map((name) => (
					<DropdownMenuRadioItem key={name} value={name} lang={name}>
						{t(name)}
					</DropdownMenuRadioItem>
				))}
			</DropdownMenuRadioGroup>
		</>
	);
}

/** One sees at once what a theme does: the menu stays for a second thought. */
function keepOpen(event: Event) {
	event.preventDefault();
}
