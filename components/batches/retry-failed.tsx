"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import type { Batch } from "#lib/client/batch-types.ts";
import { batchKeys } from "#lib/client/batches.queries.ts";
import { isRunning } from "#lib/client/polling.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

/** One more try for all sheets that failed. */
export function RetryFailed({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.retry");
	const retry = useRetry(batch.batch_uuid);
	if (batch.failed_count === 0 || isRunning(batch)) return null;
	return (
		<Button busy={retry.isPending} onClick={() => retry.mutate()}>
			<RotateCw aria-hidden />
			{t("submit", { count: batch.failed_count })}
		</Button>
	);
}

function useRetry(batchId: string) {
	const t = useTranslations("batches.retry");
	const client = useQueryClient();
	const errorText = useErrorText();
	return useMutation({
		mutationFn: () => callApi<{ retried: number }>("POST", `/api/batches/${batchId}/retry`),
		onError: (error) => toast.error(errorText(error)),
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
