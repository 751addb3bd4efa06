"use client";

import { useTranslations } from "next-intl";
import { ProgressBar } from "#components/ui/progress.tsx";
import type { BatchItem } from "#lib/client/batch-uploads-state.ts";
import { processingFraction, uploadFraction } from "#lib/client/batch-uploads-summary.ts";
import type { BatchesSnapshot } from "#lib/client/batch-uploads-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { BatchUploadActions } from "./batch-upload-actions.tsx";
import { BatchUploadState } from "./batch-upload-state.tsx";
import { useBatchName } from "./batch-upload-words.ts";

interface BatchUploadRowProps {
	item: BatchItem;
	uploads: BatchesSnapshot;
}

/** One batch: what it is, how far its bytes and its sheets are, and what can be done. */
export function BatchUploadRow({ item, uploads }: BatchUploadRowProps) {
	const name = useBatchName()(item);
	return (
		<div className="@container grid gap-3">
			<div className="flex items-start justify-between gap-3">
				<p className="min-w-0 pt-2 font-medium [overflow-wrap:anywhere]">{name}</p>
				<BatchUploadActions item={item} name={name} />
			</div>
			{item.status === "done" || item.status === "failed" ? null : <Bars item={item} name={name} />}
			<BatchUploadState item={item} uploads={uploads} />
		</div>
	);
}

function Bars({ item, name }: { item: BatchItem; name: string }) {
	const t = useTranslations("batchUpload.bars");
	const amounts = useAmounts();
	const { progress, size, sentBytes, batchId } = item;
	const done = (progress?.processed_count ?? 0) + (progress?.failed_count ?? 0);
	return (
		<div className="grid gap-3 @lg:grid-cols-2 @lg:gap-6">
			<Bar
				label={t("upload")}
				says={
					batchId === null
						? t("bytes", { sent: amounts.bytes(sentBytes), size: amounts.bytes(size) })
						: t("arrived", { size: amounts.bytes(size) })
				}
				value={uploadFraction(item)}
				of={t("uploadOf", { name })}
			/>
			<Bar
				label={t("processing")}
				says={
					progress && progress.sheet_count > 0
						? t("sheets", { done, total: progress.sheet_count })
						: t(batchId === null ? "later" : "unpacking")
				}
				value={processingFraction(item)}
				of={t("processingOf", { name })}
			/>
		</div>
	);
}

interface BarProps {
	label: string;
	says: string;
	/** 0 to 1. */
	value: number;
	/** The label in full, for those who hear one bar without the other. */
	of: string;
}

function Bar({ label, says, value, of }: BarProps) {
	return (
		<div className="grid gap-1.5">
			<p className="tabular flex justify-between gap-3 text-sm">
				<span>{label}</span>
				<span className="text-ink-soft">{says}</span>
			</p>
			<ProgressBar value={value} label={of} />
		</div>
	);
}
