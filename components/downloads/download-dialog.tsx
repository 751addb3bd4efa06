"use client";

import { useQuery } from "@tanstack/react-query";
import { Download as DownloadIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { downloadTotalsQuery, planDownload, startDownload } from "#lib/client/downloads.queries.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { Download, DownloadChoice, DownloadTotals } from "#lib/downloads/downloads.schema.ts";
import { DOWNLOAD_SIZES, type DownloadSize } from "#lib/downloads/downloads.values.ts";

export interface DownloadDialogProps {
	eventId: string;
	/** What is to be downloaded; null while nothing is asked for. */
	choice: DownloadChoice | null;
	onClose: () => void;
}

/** Asks in which size, says what that comes to, and hands it to the browser. */
export function DownloadDialog({ eventId, choice, onClose }: DownloadDialogProps) {
	const t = useTranslations("download");
	return (
		<Dialog open={choice !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
			<DialogContent title={t("title")} lead={t("lead")}>
				{choice ? <SizeForm eventId={eventId} choice={choice} /> : null}
			</DialogContent>
		</Dialog>
	);
}

function SizeForm({ eventId, choice }: { eventId: string; choice: DownloadChoice }) {
	const errorText = useErrorText();
	const totals = useQuery(downloadTotalsQuery(eventId, choice));
	const [started, setStarted] = useState<Download | null>(null);
	if (started) return <Started download={started} />;
	if (totals.isError) return <Notice tone="error">{errorText(totals.error)}</Notice>;
	if (!totals.data) return <Skeleton className="h-40 w-full" />;
	const plan = (size: DownloadSize) => planDownload(eventId, choice, size);
	return <Sizes totals={totals.data} plan={plan} onStarted={setStarted} />;
}

interface SizesProps {
	totals: DownloadTotals;
	plan: (size: DownloadSize) => Promise<Download>;
	onStarted: (download: Download) => void;
}

function Sizes({ totals, plan, onStarted }: SizesProps) {
	const t = useTranslations("download");
	const { bytes } = useAmounts();
	const { perform, busy } = usePerform();
	const [size, setSize] = useState<DownloadSize>("original");
	const { files, left_out: leftOut } = totals[size];
	const start = () =>
		perform(async () => {
			const download = await plan(size);
			startDownload(download);
			onStarted(download);
		});
	return (
		<div className="grid gap-5">
			<ChoiceField
				label={t("size")}
				value={size}
				onChange={setSize}
				choices={DOWNLOAD_SIZES.map((value) => ({
					value,
					label: t("sizeOf", {
						size: t(`sizes.${value}`),
						count: totals[value].files,
						bytes: bytes(totals[value].bytes),
					}),
				}))}
			/>
			{leftOut > 0 ? (
				<p className="text-ink-soft text-sm">
					{t("leftOut", { count: leftOut, total: files + leftOut })}
				</p>
			) : null}
			<Button look="primary" size="lg" busy={busy} disabled={files === 0} onClick={start}>
				<DownloadIcon aria-hidden />
				{t("start")}
			</Button>
		</div>
	);
}

function Started({ download }: { download: Download }) {
	const t = useTranslations("download");
	const { bytes } = useAmounts();
	return (
		<div className="grid gap-5">
			<Notice tone="done">
				{t("started", { count: download.files, bytes: bytes(download.bytes) })}
			</Notice>
			<p className="text-ink-soft text-sm">{t("startedHint")}</p>
			<div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
				<Button asChild look="quiet">
					<a href={download.url} download={download.file_name}>
						{t("again")}
					</a>
				</Button>
				<DialogClose asChild>
					<Button look="primary">{t("close")}</Button>
				</DialogClose>
			</div>
		</div>
	);
}
