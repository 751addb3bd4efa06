"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "#components/ui/toast.ts";
import { applyRepairs, type Repair } from "#lib/client/batch-repairs.ts";
import { batchKeys } from "#lib/client/batches.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";

export interface RepairPlan {
	repairs: Repair[];
	/** What takes each of them back, in the same order; empty where nothing does. */
	undo: Repair[];
	/** What was done, as a sentence. */
	said: string;
}

const UNDO_MS = 12_000;

/** Puts sheets right, says so, and offers the way back. */
export function useRepairs(batchId: string) {
	const t = useTranslations("batches.groups");
	const errorText = useErrorText();
	const client = useQueryClient();
	const [done, setDone] = useState(0);
	const mutation = useMutation({
		mutationFn: ({ repairs }: RepairPlan) => applyRepairs(batchId, repairs, setDone),
		onSuccess: async (result, { repairs, undo, said }) => {
			const back = undo.slice(0, result.done).reverse();
			if (result.error)
				toast.error(t("stopped", { done: result.done, total: repairs.length }), {
					description: errorText(result.error),
				});
			else toast.success(said, back.length > 0 ? undoOffer(back) : {});
			void client.invalidateQueries({ queryKey: batchKeys.sheets(batchId) });
			await client.invalidateQueries({ queryKey: batchKeys.detail(batchId) });
		},
	});
	const undoOffer = (repairs: Repair[]) => ({
		duration: UNDO_MS,
		action: {
			label: t("undo"),
			onClick: () => mutation.mutate({ repairs, undo: [], said: t("undone") }),
		},
	});
	return { repair: mutation.mutateAsync, busy: mutation.isPending, done };
}
