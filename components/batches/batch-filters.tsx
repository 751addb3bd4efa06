"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SheetBatchStatus } from "#lib/batches/sheets.schema.ts";
import { BATCH_STATUSES, batchListPath } from "#lib/client/batch-list.ts";

/** Which batches are shown, by how they stand: addresses, so that back leads back. */
export function BatchFilters({ chosen }: { chosen: SheetBatchStatus | undefined }) {
	const t = useTranslations("batches");
	return (
		<nav
			aria-label={t("filter.label")}
			className="overflow-x-auto border-line border-b [scrollbar-width:none]"
		>
			<div className="-mx-3 flex">
				{([undefined, ...BATCH_STATUSES] as const).map((status) => {
					const here = status === chosen;
					return (
						<Link
							key={status ?? "all"}
							href={batchListPath({ status, page: 1 })}
							aria-current={here ? "page" : undefined}
							className={clsx(
								"relative flex h-12 shrink-0 items-center rounded-control px-3 font-medium text-sm outline-offset-[-4px] transition-colors duration-150 hover:text-ink",
								here ? "text-ink" : "text-ink-soft",
							)}
						>
							{t(`filter.${status ?? "all"}`)}
							{here ? <span className="absolute inset-x-3 bottom-0 h-0.5 bg-accent" /> : null}
						</Link>
					);
				})}
			</div>
		</nav>
	);
}
