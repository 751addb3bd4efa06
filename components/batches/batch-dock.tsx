"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProgressBar } from "#components/ui/progress.tsx";
import { DockPanel, DockPill, useFolding } from "#components/upload/dock-frame.tsx";
import { Pace } from "#components/upload/upload-notes.tsx";
import { useBatchQueue, useBatchUploads } from "#lib/client/batch-uploads-context.tsx";
import type { BatchesSnapshot } from "#lib/client/batch-uploads-types.ts";
import { BatchUploadRow } from "./batch-upload-row.tsx";
import { BatchUploadTell } from "./batch-upload-tell.tsx";
import { BatchUploadWatch } from "./batch-upload-watch.tsx";
import { useBatchesHeadline } from "./batch-upload-words.ts";

/** Has the batches in its list itself. */
const PAGE = "/batches/new";

/** The batches on their way, on every page of the studio. */
export function BatchDock() {
	const uploads = useBatchUploads();
	const path = usePathname();
	return (
		<>
			<Outcome uploads={uploads} />
			{uploads.items.map((item) =>
				item.status === "processing" && item.batchId !== null ? (
					<BatchUploadWatch key={item.id} item={item} batchId={item.batchId} />
				) : null,
			)}
			{uploads.summary.total > 0 && path !== PAGE ? <Dock uploads={uploads} /> : null}
		</>
	);
}

function Dock({ uploads }: { uploads: BatchesSnapshot }) {
	const t = useTranslations("batchUpload");
	const { queue } = useBatchQueue();
	const { summary } = uploads;
	const { total, done, failed, fraction, underWay } = summary;
	const settled = done + failed === total;
	const [folded, setFolded] = useFolding(done === total);
	const headline = useBatchesHeadline()(summary);
	if (folded)
		return (
			<DockPill
				headline={headline}
				fraction={settled ? null : fraction}
				failed={failed > 0}
				onOpen={() => setFolded(false)}
			/>
		);
	return (
		<DockPanel
			label={t("dock")}
			headline={
				<div className="grid gap-0.5">
					<h2 className="tabular font-medium">{headline}</h2>
					{underWay > 1 ? (
						<p className="tabular min-h-5 text-ink-soft text-sm">
							<Pace bytesPerSecond={summary.bytesPerSecond} secondsLeft={summary.secondsLeft} />
						</p>
					) : null}
				</div>
			}
			onFold={() => setFolded(true)}
			onDismiss={settled ? () => queue.clearSettled() : undefined}
			actions={
				<>
					{settled ? null : <ProgressBar value={fraction} label={t("progress")} />}
					<div className="-ml-3 empty:hidden">
						<BatchUploadTell summary={summary} />
					</div>
				</>
			}
		>
			<ul
				aria-label={t("onTheirWay")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
				tabIndex={0}
				className="divide-y divide-line overflow-y-auto overscroll-contain border-line border-t outline-offset-[-2px]"
			>
				{uploads.items.map((item) => (
					<li key={item.id} className="p-4">
						<BatchUploadRow item={item} uploads={uploads} />
					</li>
				))}
			</ul>
		</DockPanel>
	);
}

/** Read out once, at the end. */
function Outcome({ uploads }: { uploads: BatchesSnapshot }) {
	const headline = useBatchesHeadline();
	const { total, done, failed } = uploads.summary;
	return (
		<p role="status" className="sr-only">
			{total > 0 && done + failed === total ? headline(uploads.summary) : ""}
		</p>
	);
}
