"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, FolderSearch } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { OfflineNote, Pace, SignInAgainLink } from "#components/upload/upload-notes.tsx";
import type { BatchItem } from "#lib/client/batch-uploads-state.ts";
import type { BatchesSnapshot } from "#lib/client/batch-uploads-types.ts";
import { batchQuery } from "#lib/client/batches.queries.ts";
import { Problem } from "./batch-state.tsx";
import { useFailureText, useOutcome } from "./batch-upload-words.ts";

interface BatchUploadStateProps {
	item: BatchItem;
	uploads: BatchesSnapshot;
}

/** What a batch is doing, in a sentence. */
export function BatchUploadState({ item, uploads }: BatchUploadStateProps) {
	const failureText = useFailureText();
	if (item.status === "done" || item.status === "processing")
		return <OnTheServer item={item} batchId={item.batchId ?? ""} />;
	if (item.status === "failed")
		return (
			<Badge icon={CircleAlert} tone="loss">
				{failureText(item)}
			</Badge>
		);
	if (item.status === "detached") return <Waiting item={item} />;
	return (
		<p className="tabular min-h-5 text-ink-soft text-sm">
			<Going item={item} uploads={uploads} />
		</p>
	);
}

/** For its files, or for leave to read them. */
function Waiting({ item }: { item: BatchItem }) {
	const t = useTranslations("batchUpload");
	const moved = item.failure?.code === "FILE_UNREADABLE";
	return (
		<Badge icon={FolderSearch}>{t(`wants.${moved ? "moved" : (item.wants ?? "files")}`)}</Badge>
	);
}

function OnTheServer({ item, batchId }: { item: BatchItem; batchId: string }) {
	const t = useTranslations("batchUpload.state");
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
			{item.status === "processing" ? (
				<p className="text-ink-soft text-sm">{t("processing")}</p>
			) : (
				<Ended item={item} batchId={batchId} />
			)}
			<Link
				href={`/batches/${batchId}`}
				className="text-accent-text text-sm underline underline-offset-4"
			>
				{t("open")}
			</Link>
		</div>
	);
}

/** Why a batch has failed is known to its page's query alone. */
function Ended({ item, batchId }: { item: BatchItem; batchId: string }) {
	const outcome = useOutcome()(item.progress);
	const failed = item.progress?.status === "failed";
	const { data: batch } = useQuery({ ...batchQuery(batchId), enabled: failed });
	const whole = !failed && item.progress?.failed_count === 0;
	return (
		<Badge icon={whole ? CircleCheck : CircleAlert} tone={failed ? "loss" : "plain"}>
			{failed && batch ? <Problem batch={batch} /> : outcome}
		</Badge>
	);
}

function Going({ item, uploads: { holds, speeds } }: BatchUploadStateProps): ReactNode {
	const t = useTranslations("batchUpload.state");
	const failureText = useFailureText();
	const percent =
		item.size === 0 ? 0 : Math.min(99, Math.floor((item.readBytes / item.size) * 100));
	if (item.status === "paused") return t("paused");
	if (holds.signIn)
		return (
			<>
				{t("signIn")} <SignInAgainLink />
			</>
		);
	if (holds.offline) return <OfflineNote />;
	if (item.status === "packing") return t("packing", { percent });
	if (item.status === "finishing") return t("finishing");
	if (item.status === "waiting") return t("waiting");
	if (item.status === "retrying") return t("retrying", { why: failureText(item) });
	const { bytesPerSecond = null, secondsLeft = null } = speeds.get(item.id) ?? {};
	return <Pace bytesPerSecond={bytesPerSecond} secondsLeft={secondsLeft} />;
}
