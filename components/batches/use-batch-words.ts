"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Batch, Sheet } from "#lib/client/batch-types.ts";

/** What a batch is called, how it came and why it failed, in the reader's language. */
export function useBatchWords() {
	const t = useTranslations("batches");
	return useMemo(
		() => ({
			title: (batch: Batch): string =>
				batch.file_name ?? t("imagesTitle", { count: batch.sheet_count }),
			strategy: ({ qr_mode, strategy }: Batch): string =>
				t(`strategy.${qr_mode === "split" ? "split" : strategy}`),
			/** The reason of a failure; the server's own words where we have none. */
			problem: ({ error }: Batch): string => {
				const code = error?.code as "EMPTY" | undefined;
				if (code && t.has(`problem.${code}`)) return t(`problem.${code}`);
				return error?.message ?? t("problem.none");
			},
			/** The same of a single sheet. */
			reason: ({ error, error_code }: Sheet): string => {
				const code = error_code as "LOST" | null;
				if (code && t.has(`sheet.reason.${code}`)) return t(`sheet.reason.${code}`);
				return error ?? t("sheet.failed");
			},
		}),
		[t],
	);
}
