import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#components/providers.tsx";
import { EARLY_CLICKS } from "#lib/client/early-clicks.ts";
import { outsideWords } from "#lib/client/outside-words.ts";
import { PAPER, parseTheme, THEME_COOKIE } from "#lib/client/theme.ts";
import { pageNonce } from "#lib/http/page-nonce.ts";
import "./globals.css";
import { linkTags } from "./link-tags.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = await getTranslations();
	const brand = t("common.brand");
	const description = t("meta.description");
	return {
		title: { default: brand, template: `%s · ${brand}` },
		description,
		...(await linkTags({ title: brand, description })),
		robots: { index: false },
		referrer: "same-origin",
	};
}

async function readTheme() {
	return parseTheme((await cookies()).get(THEME_COOKIE)?.value);
}

export async function generateViewport(): Promise<Viewport> {
	const theme = await readTheme();
	const bySystem = (["light", "dark"] as const).map((scheme) => ({
		media: `(prefers-color-scheme: ${scheme})`,
		color: PAPER[scheme],
	}));
	return {
		viewportFit: "cover",
		themeColor: theme === "system" ? bySystem : PAPER[theme],
	};
}

export default async function RootLayout({ children }: { children: ReactNode }) {
	const locale = await getLocale();
	const t = await getTranslations("common");
	const theme = await readTheme();
	// The theme is an attribute of the first byte: nothing flashes, and no script is needed for it.
	return (
		<html
			lang={locale}
			data-theme={theme === "system" ? undefined : theme}
			suppressHydrationWarning
		>
			<body>
				<script
					nonce={await pageNonce()}
					// biome-ignore lint/security/noDangerouslySetInnerHtml: a script of our own, before all others
					dangerouslySetInnerHTML={{ __html: EARLY_CLICKS }}
					suppressHydrationWarning
				/>
				<a
					href="#content"
					className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-ink px-4 py-2 text-paper focus-visible:translate-y-0"
				>
					{t("skipToContent")}
				</a>
				<NextIntlClientProvider messages={outsideWords(await getMessages())}>
					<Providers>{children}</Providers>
				</NextIntlClientProvider>
			</body>
		</html>
	);
}
