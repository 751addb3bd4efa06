"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Moment } from "#components/ui/moment.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { BatchState } from "./batch-state.tsx";
import { BatchStrip } from "./batch-strip.tsx";
import { useBatchWords } from "./use-batch-words.ts";
import { useLiveBatch } from "./use-live-batch.ts";

interface BatchRowProps {
	batch: Batch;
	/** Whose it is; for who sees those of others. */
	showOwner: boolean;
	/** How many of the page run. */
	running: number;
}

/** One batch of the list: a card on phones, a line elsewhere. Leads to the batch. */
export function BatchRow({ batch: known, showOwner, running }: BatchRowProps) {
	const t = useTranslations("batches");
	const batch = useLiveBatch(known, running - 1);
	const { title, strategy } = useBatchWords();
	const { bytes } = useAmounts();
	return (
		<Link
			href={`/batches/${batch.batch_uuid}`}
			className="group grid gap-x-8 gap-y-4 rounded-photo py-5 outline-offset-4 lg:grid-cols-[14rem_minmax(0,1fr)_15rem_9rem] lg:items-center"
		>
			<BatchStrip batch={batch} className="lg:w-56" />
			<div className="grid min-w-0 gap-1">
				<h2 className="truncate font-display text-lg underline-offset-4 group-hover:underline">
					{title(batch)}
				</h2>
				<p className="tabular flex flex-wrap gap-x-3 text-ink-soft text-sm">
					<span>{strategy(batch)}</span>
					{batch.task_id ? <span>{t("task", { id: batch.task_id })}</span> : null}
				</p>
			</div>
			<BatchState batch={batch} />
			<div className="tabular flex flex-wrap gap-x-3 text-ink-soft text-sm lg:grid lg:justify-items-end lg:text-right">
				<Moment at={batch.created_at} short />
				<span>{bytes(batch.total_size)}</span>
				{showOwner ? <span>{t("by", { name: batch.owner.username })}</span> : null}
			</div>
		</Link>
	);
}
