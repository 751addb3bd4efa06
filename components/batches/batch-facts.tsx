"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type Fact, Facts } from "#components/ui/facts.tsx";
import { batchTimings } from "#lib/client/batch-timings.ts";
import type { Batch } from "#lib/client/batch-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";

/** A batch in numbers, each with what it is of. What is not known yet is left out. */
export function BatchFacts({ batch }: { batch: Batch }) {
	const t = useTranslations("batches.facts");
	const format = useFormatter();
	const { bytes, duration, seconds } = useAmounts();
	const { waited, took, perSheet } = batchTimings(batch);
	const { sheet_count: total, processed_count: done, failed_count: failed } = batch;
	const span = (value: number) => (value < 60 ? seconds(value) : duration(value));
	const time = (key: "waited" | "took" | "perSheet", value: number | null): Fact[] =>
		value === null ? [] : [{ key, value: span(value), words: t(key) }];
	const count = (key: string, value: number, words: string): Fact[] =>
		value === 0 ? [] : [{ key, value: format.number(value), words }];
	return (
		<Facts
			facts={[
				...(total === 0
					? []
					: [{ key: "done", value: format.number(done), words: t("done", { total }) }]),
				...count("failed", failed, t("failed", { total })),
				...count("skipped", batch.skipped_count, t("skipped", { count: batch.skipped_count })),
				{ key: "size", value: bytes(batch.total_size), words: t("size") },
				...time("waited", waited),
				...time("took", took),
				...time("perSheet", perSheet),
			]}
		/>
	);
}
