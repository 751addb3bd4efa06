"use client";

import { CircleCheck, ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { GridOf, LoadMore } from "#components/gallery/grid-states.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import type { Batch, Sheet } from "#lib/client/batch-types.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { useBatchWords } from "./use-batch-words.ts";
import { useFailedSheets } from "./use-sheets.ts";

/** The sheets that could not be read, each with the reason. */
export function FailedView({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const { query, sheets, total, loadMore } = useFailedSheets(batch);
	return (
		<GridOf
			query={query}
			count={sheets.length}
			empty={<EmptyState icon={<CircleCheck aria-hidden />} title={t("noneFailed")} />}
		>
			<ul aria-label={t("view.failed")} className="max-w-4xl divide-y divide-line">
				{sheets.map((sheet) => (
					<FailedSheet key={sheet.id} sheet={sheet} of={batch.sheet_count} />
				))}
			</ul>
			{query.hasNextPage ? (
				<>
					<NearEnd key={sheets.length} onNear={loadMore} />
					<LoadMore query={query} total={total} />
				</>
			) : null}
		</GridOf>
	);
}

function FailedSheet({ sheet, of }: { sheet: Sheet; of: number }) {
	const t = useTranslations("batches.sheet");
	const { reason } = useBatchWords();
	const { bytes } = useAmounts();
	return (
		<li className="flex items-center gap-4 py-3 text-sm">
			<span className="grid size-11 shrink-0 place-items-center bg-sunken text-danger-text">
				<ImageOff aria-hidden className="size-4.5" />
			</span>
			<div className="min-w-0 flex-1">
				<p className="truncate font-medium">{sheet.name}</p>
				<p className="text-danger-text">{reason(sheet)}</p>
			</div>
			<p className="tabular shrink-0 text-right text-ink-soft">
				{t("place", { position: sheet.position + 1, total: of })}
				<br />
				{bytes(sheet.size)}
			</p>
		</li>
	);
}
