"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import type { Batch } from "#lib/client/batch-types.ts";
import { batchKeys } from "#lib/client/batches.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { useBatchWords } from "./use-batch-words.ts";

interface DeleteBatchProps {
	batch: Batch;
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** Asks by the batch's name: there is no way back. For admins. */
export function DeleteBatch({ batch, open, onOpenChange }: DeleteBatchProps) {
	const t = useTranslations("batches.delete");
	const errorText = useErrorText();
	const name = useBatchWords().title(batch);
	const router = useRouter();
	const client = useQueryClient();
	const remove = useMutation({
		mutationFn: () => callApi("DELETE", `/api/batches/${batch.batch_uuid}`),
		onSuccess: () => {
			toast.success(t("done", { name }));
			router.replace("/batches");
			void client.invalidateQueries({ queryKey: batchKeys.lists() });
			void client.invalidateQueries({ queryKey: batchKeys.stats() });
		},
	});
	return (
		<ConfirmDialog
			open={open}
			onOpenChange={onOpenChange}
			title={t("title", { name })}
			body={t("body", { count: batch.sheet_count })}
			action={remove.isPending ? t("busy") : t("submit")}
			busy={remove.isPending}
			onConfirm={() => remove.mutate()}
		>
			{remove.isError ? <Notice tone="error">{errorText(remove.error)}</Notice> : null}
		</ConfirmDialog>
	);
}
