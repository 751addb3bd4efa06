/** Which part of a batch is in sight, as the page's address has it. */
import type { Batch } from "./batch-types.ts";

export type BatchView = "groups" | "all" | "failed";

/** The parts there are, the one that is shown first in front. */
export function viewsOf(batch: Batch): BatchView[] {
	const views: BatchView[] = batch.qr_mode === "split" ? ["groups", "all"] : ["all"];
	if (batch.failed_count > 0) views.push("failed");
	return views;
}

/** What `?show=` asks for, else the first. */
export function readView(show: string | null, views: readonly BatchView[]): BatchView {
	return views.find((view) => view === show) ?? views[0] ?? "all";
}
