"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Skeleton } from "./skeleton.tsx";

interface ListStateProps {
	query: { error: unknown; refetch: () => unknown };
}

/** In place of a list that is not there yet, or did not come. */
export function ListState({ query }: ListStateProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	if (query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("common.listError")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	return (
		<div role="status" aria-label={t("common.loading")} className="grid gap-4">
			{["a", "b", "c", "d", "e", "f"].map((key) => (
				<Skeleton key={key} className="h-12 rounded-photo" />
			))}
		</div>
	);
}
