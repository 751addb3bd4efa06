"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Moment } from "#components/ui/moment.tsx";
import { momentOf } from "#lib/client/batch-moment.ts";
import type { RecognitionListed } from "#lib/client/recognition-types.ts";

/** One batch in a line: when, who, and on how many of its photos. Leads to it. */
export function HistoryRow({ batch }: { batch: RecognitionListed }) {
	const t = useTranslations("recognition");
	const { summary } = batch;
	return (
		<Link
			href={`/recognition/${batch.batch_id}`}
			className="group grid gap-x-8 gap-y-1 rounded-photo py-4 outline-offset-2 sm:grid-cols-[11rem_minmax(0,1fr)_auto] sm:items-baseline"
		>
			<span className="font-medium underline-offset-4 group-hover:underline">
				<Moment at={momentOf(batch.batch_id)} short />
			</span>
			<span className="min-w-0 truncate text-ink-soft text-sm">
				{summary.persons_list.length > 0 ? summary.persons_list.join(", ") : t("nobody")}
			</span>
			<span className="tabular text-sm">
				{t("recognizedOf", { count: summary.recognized_count, total: summary.total_photos })}
			</span>
		</Link>
	);
}
