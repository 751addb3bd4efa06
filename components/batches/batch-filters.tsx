"use client";

import { useTranslations } from "next-intl";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import type { SheetBatchStatus } from "#lib/batches/sheets.schema.ts";
import { BATCH_STATUSES, batchListPath } from "#lib/client/batch-list.ts";

/** Which batches are shown, by how they stand. */
export function BatchFilters({ chosen }: { chosen: SheetBatchStatus | undefined }) {
	const t = useTranslations("batches");
	const tabs = ([undefined, ...BATCH_STATUSES] as const).map((status) => ({
		href: batchListPath({ status, page: 1 }),
		label: t(`filter.${status ?? "all"}`),
		here: status === chosen,
	}));
	return <LinkTabs label={t("filter.label")} tabs={tabs} />;
}
