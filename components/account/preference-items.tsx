"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
	DropdownMenuLabel,
	DropdownMenuRadioGroup,
	DropdownMenuRadioItem,
	DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { LOCALES } from "#lib/client/locales.ts";
import { currentTheme, saveLocale, saveTheme } from "#lib/client/preferences.ts";
import { parseTheme, THEMES } from "#lib/client/theme.ts";

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Theme and language, as the items of whichever menu they stand in. */
export function PreferenceItems() {
	const t = useTranslations("preferences");
	const locale = useLocale();
	const router = useRouter();
	const [theme, setTheme] = useState(currentTheme);

	function chooseTheme(value: string) {
		const chosen = parseTheme(value);
		saveTheme(chosen);
		setTheme(chosen);
	}
	function chooseLocale(value: string) {
		const chosen = LOCALES.find((known) => known === value);
		if (!chosen) return;
		saveLocale(chosen);
		router.refresh();
	}
	return (
		<>
			<DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
			<DropdownMenuRadioGroup value={theme} onValueChange={chooseTheme} aria-label={t("theme")}>
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
				onValueChange={chooseLocale}
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
