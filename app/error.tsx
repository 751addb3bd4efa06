"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ErrorPage({ retry }: { retry: () => void }) {
	const t = useTranslations();
	return (
		<main id="content" className="grid min-h-dvh place-items-center">
			<EmptyState
				heading="h1"
				icon={<CloudOff aria-hidden />}
				title={t("crash.title")}
				body={t("crash.body")}
			>
				<Button look="primary" onClick={retry}>
					{t("common.retry")}
				</Button>
			</EmptyState>
		</main>
	);
}
