import { CircleAlert, CircleCheck, Hourglass, Loader } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { isRunning } from "#lib/client/polling.ts";
import { useBatchWords } from "./use-batch-words.ts";

/** How a batch stands, in words; with its progress while it runs. */
export function BatchState({ batch }: { batch: Batch }) {
	return isRunning(batch) ? <Running batch={batch} /> : <Ended batch={batch} />;
}

export function Running({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const { title } = useBatchWords();
	const done = batch.processed_count + batch.failed_count;
	if (batch.status === "uploaded") return <Badge icon={Hourglass}>{t("state.uploaded")}</Badge>;
	return (
		<div className="grid gap-2">
			<Badge icon={Loader} tone="progress" className="tabular">
				{batch.sheet_count === 0
					? t("state.opening")
					: t("state.processing", { done, total: batch.sheet_count })}
			</Badge>
			<ProgressBar
				value={batch.progress_percentage / 100}
				label={t("progressOf", { name: title(batch) })}
			/>
		</div>
	);
}

/** Why a batch has failed. */
export function Problem({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const { problem } = useBatchWords();
	const total = batch.sheet_count;
	return <>{batch.error || total === 0 ? problem(batch) : t("noneReadable", { total })}</>;
}

function Ended({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const { processed_count: done, failed_count: failed, sheet_count: total } = batch;
	if (batch.status === "failed")
		return (
			<div className="grid gap-0.5">
				<Badge icon={CircleAlert} tone="loss">
					{t("state.failed")}
				</Badge>
				<p className="line-clamp-2 text-ink-soft text-sm">
					<Problem batch={batch} />
				</p>
			</div>
		);
	return (
		<div className="tabular grid gap-0.5">
			<Badge icon={CircleCheck}>{t("state.sheets", { done, total })}</Badge>
			{failed > 0 ? (
				<Badge icon={CircleAlert} tone="loss">
					{t("someFailed", { failed, total })}
				</Badge>
			) : null}
		</div>
	);
}
