"use client";

import { Loader } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { type Fact, Facts } from "#components/ui/facts.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import type { RecognitionLog } from "#lib/client/recognition-types.ts";
import { useConfidence } from "./use-confidence.ts";

/** How far it is, and who is on how many of the photos. */
export function LogSummary({ log }: { log: RecognitionLog }) {
	const t = useTranslations("recognition");
	const format = useFormatter();
	const confidence = useConfidence();
	const { summary, total_photos: total } = log;
	const { done } = log.progress;
	const facts: Fact[] = [
		{
			key: "recognized",
			value: format.number(summary.recognized_count),
			words: t("facts.recognized", { total }),
		},
		{
			key: "people",
			value: format.number(summary.unique_persons),
			words: t("facts.people", { count: summary.unique_persons }),
		},
	];
	if (summary.recognized_count > 0)
		facts.push({
			key: "confidence",
			value: confidence(summary.avg_confidence),
			words: t("facts.confidence"),
		});
	return (
		<div className="grid grid-cols-1 gap-4">
			<div role="status" className="empty:hidden">
				{log.status === "processing" ? (
					<div className="grid grid-cols-1 gap-2">
						<Badge icon={Loader} tone="progress" className="tabular">
							{t("looking", { done, total })}
						</Badge>
						<ProgressBar value={total === 0 ? 0 : done / total} label={t("progress")} />
					</div>
				) : null}
			</div>
			<Facts facts={facts} />
			{summary.persons_list.length > 0 ? (
				<ul aria-label={t("facts.names")} className="flex flex-wrap gap-2">
					{summary.persons_list.map((name) => (
						<li key={name} className="max-w-full truncate rounded-full bg-sunken px-3 py-1 text-sm">
							{name}
						</li>
					))}
				</ul>
			) : null}
		</div>
	);
}
