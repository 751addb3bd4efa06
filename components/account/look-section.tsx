"use client";

import { useTranslations } from "next-intl";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Section } from "#components/ui/section.tsx";
import { LOCALES } from "#lib/client/locales.ts";
import { THEMES } from "#lib/client/theme.ts";
import { usePreferences } from "./use-preferences.ts";

/** Theme and language, on this device. */
export function LookSection() {
	const t = useTranslations("preferences");
	const { theme, locale, chooseTheme, chooseLocale } = usePreferences();
	return (
		<Section title={t("title")} lead={t("lead")}>
			<div className="grid items-start gap-5 sm:grid-cols-2">
				<ChoiceField
					label={t("theme")}
					value={theme}
					choices={THEMES.map((value) => ({ value, label: t(value) }))}
					onChange={chooseTheme}
				/>
				<ChoiceField
					label={t("language")}
					value={locale}
					choices={LOCALES.map((value) => ({ value, label: t(value) }))}
					onChange={chooseLocale}
				/>
			</div>
		</Section>
	);
}
