"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Section } from "#components/ui/section.tsx";
import { accountQuery } from "#lib/client/account.queries.ts";
import { StorageUse } from "./storage-use.tsx";

/** How much the reader keeps, and may keep. */
export function StorageSection() {
	const t = useTranslations("account.storage");
	const { data: account } = useQuery(accountQuery());
	if (!account) return null;
	return (
		<Section title={t("title")} lead={t("lead")}>
			<StorageUse use={account} label={t("title")} />
		</Section>
	);
}
