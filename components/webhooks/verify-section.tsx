"use client";

import { useTranslations } from "next-intl";
import { Section } from "#components/ui/section.tsx";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import { type SnippetLanguage, VERIFY_SNIPPETS } from "#lib/client/webhook-snippets.ts";

const LANGUAGES = Object.keys(VERIFY_SNIPPETS) as SnippetLanguage[];

/** How a receiver knows that what comes is from here. */
export function VerifySection() {
	const t = useTranslations("webhooks.verify");
	return (
		<Section title={t("title")} lead={t("lead")}>
			<Tabs defaultValue={LANGUAGES[0] ?? ""}>
				<TabsList aria-label={t("language")}>
					{LANGUAGES.map((language) => (
						<Tab key={language} value={language} label={language}>
							{language}
						</Tab>
					))}
				</TabsList>
				{LANGUAGES.map((language) => (
					<TabPanel key={language} value={language} className="pt-3">
						{/* Written in English, like the names in it. */}
						<pre
							lang="en"
							className="whitespace-pre-wrap rounded-control bg-sunken p-4 text-xs [overflow-wrap:anywhere]"
						>
							{VERIFY_SNIPPETS[language]}
						</pre>
					</TabPanel>
				))}
			</Tabs>
		</Section>
	);
}
