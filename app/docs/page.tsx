import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PreferencesMenu } from "#components/account/preferences-menu.tsx";
import { Reference } from "#components/reference/reference.tsx";
import { Wordmark } from "#components/ui/wordmark.tsx";
import "./docs.css";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("reference"))("title") };
}

export default async function DocsPage() {
	const t = await getTranslations("reference");
	return (
		<>
			<header className="gutter mx-auto flex max-w-320 items-center justify-between py-4">
				<Link href="/" className="rounded-control">
					<Wordmark />
				</Link>
				<PreferencesMenu />
			</header>
			<main id="content" className="gutter mx-auto grid max-w-320 gap-8 pt-6 pb-24">
				<div className="grid gap-2">
					<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
					<p className="max-w-[60ch] text-ink-soft">{t("lead")}</p>
					<a
						href="/api/openapi.json"
						className="justify-self-start text-accent-text underline underline-offset-4"
					>
						{t("document")}
					</a>
				</div>
				<Reference />
			</main>
		</>
	);
}
