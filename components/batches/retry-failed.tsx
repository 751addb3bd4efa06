"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { callApi } from "#lib/client/api.ts";
import type { Batch } from "#lib/client/batch-types.ts";
import { batchKeys } from "#lib/client/batches.queries.ts";
import { isRunning } from "#lib/client/polling.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** How many sheets failed, and one more try for all of them. */
export function RetryFailed({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.retry");
	const errorText = useErrorText();
	const retry = useRetry(batch.batch_uuid);
	const { failed_count: failed, sheet_count: total } = batch;
	if (failed === 0 || isRunning(batch)) return null;
	return (
		<div className="grid gap-3">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-control border border-line px-4 py-3">
				<p className="tabular text-sm">{t("lead", { failed, total })}</p>
				<Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
					<RotateCw aria-hidden />
					{t("submit", { count: failed })}
				</Button>
			</div>
			{retry.isError ? <Notice tone="error">{errorText(retry.error)}</Notice> : null}
		</div>
	);
}

function useRetry(batchId: string) {
	const t = useTranslations("batches.retry");
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => callApi<{ retried: number }>("POST", `/api/batches/${batchId}/retry`),
		onSuccess: async ({ retried }) => {
			toast.success(t("begun", { count: retried }));
			// What was known of its progress was the end of the first run.
			await client.resetQueries({ queryKey: batchKeys.progress(batchId) });
			await client.invalidateQueries({ queryKey: batchKeys.detail(batchId) });
			void client.invalidateQueries({ queryKey: batchKeys.lists() });
			void client.invalidateQueries({ queryKey: batchKeys.sheets(batchId) });
		},
	});
}
