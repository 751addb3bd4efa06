import { CloudOff } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Reload } from "#components/ui/reload.tsx";

export async function generateMetadata(): Promise<Metadata> {
	const t = await getTranslations("offline");
	return { title: t("title") };
}

/** Shown by the worker behind the pages where nothing answers and nothing of this address was kept. */
export default async function OfflinePage() {
	const t = await getTranslations("offline");
	return (
		<main id="content" className="grid min-h-dvh place-items-center">
			<EmptyState heading="h1" icon={<CloudOff aria-hidden />} title={t("title")} body={t("body")}>
				<Reload />
			</EmptyState>
		</main>
	);
}
