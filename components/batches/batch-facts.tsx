"use client";

import { useFormatter, useTranslations } from "next-intl";
import { batchTimings } from "#lib/client/batch-timings.ts";
import type { Batch } from "#lib/client/batch-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";

/** A batch in numbers, each with what it is of. What is not known yet is left out. */
export function BatchFacts({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.facts");
	const format = useFormatter();
	const { bytes, duration, seconds } = useAmounts();
	const { waited, took, perSheet } = batchTimings(batch);
	const span = (value: number) => (value < 60 ? seconds(value) : duration(value));
	const facts: [key: string, value: string, words: string][] = [];
	const total = batch.sheet_count;
	if (total > 0) facts.push(["done", format.number(batch.processed_count), t("done", { total })]);
	if (batch.failed_count > 0)
		facts.push(["failed", format.number(batch.failed_count), t("failed", { total })]);
	if (batch.skipped_count > 0)
		facts.push([
			"skipped",
			format.number(batch.skipped_count),
			t("skipped", { count: batch.skipped_count }),
		]);
	facts.push(["size", bytes(batch.total_size), t("size")]);
	if (waited !== null) facts.push(["waited", span(waited), t("waited")]);
	if (took !== null) facts.push(["took", span(took), t("took")]);
	if (perSheet !== null) facts.push(["perSheet", span(perSheet), t("perSheet")]);
	return (
		<dl className="flex flex-wrap gap-x-8 gap-y-4 border-line border-y py-4 sm:gap-x-12">
			{facts.map(([key, value, words]) => (
				<div key={key} className="grid min-w-20 content-start">
					<dt className="order-last max-w-36 text-ink-soft text-sm">{words}</dt>
					<dd className="tabular font-display text-xl tracking-tight">{value}</dd>
				</div>
			))}
		</dl>
	);
}
