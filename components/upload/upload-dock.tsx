"use client";

import { clsx } from "clsx";
import { Pause, Play, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress.tsx";
import { useUploadQueue, useUploads } from "#lib/client/upload-context.tsx";
import type { QueueSnapshot } from "#lib/client/upload-queue-types.ts";
import { DockPanel, DockPill, useFolding } from "./dock-frame.tsx";
import { UploadAgain } from "./upload-again.tsx";
import { UploadList } from "./upload-list.tsx";
import { OfflineNote, Pace, SignInAgainLink } from "./upload-notes.tsx";
import { UploadReasons } from "./upload-reasons.tsx";

/** The queue of photos. Folds to a pill with a ring. */
export function UploadDock() {
	const uploads = useUploads();
	return (
		<>
			<Outcome uploads={uploads} />
			{uploads.summary.total > 0 ? <Dock uploads={uploads} /> : null}
		</>
	);
}

function Dock({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const queue = useUploadQueue();
	const { open, failed, detached, fraction } = uploads.summary;
	const [folded, setFolded] = useFolding(open === 0 && failed === 0);
	const headline = useHeadline(uploads);
	if (folded)
		return (
			<DockPill
				headline={headline}
				fraction={open > detached ? fraction : null}
				failed={failed > 0 || detached > 0}
				onOpen={() => setFolded(false)}
			/>
		);
	return (
		<DockPanel
			label={t("title")}
			headline={<Headline uploads={uploads} />}
			onFold={() => setFolded(true)}
			onDismiss={open === 0 ? () => queue.clearSettled() : undefined}
			actions={
				<>
					{open > detached ? <ProgressBar value={fraction} label={t("progressLabel")} /> : null}
					{open === 0 && failed > 0 ? <UploadReasons items={uploads.items} /> : null}
					{detached > 0 ? <UploadAgain uploads={uploads} /> : null}
					<Actions uploads={uploads} />
				</>
			}
		>
			<UploadList items={uploads.items} />
		</DockPanel>
	);
}

/** Read out once, at the end: a thousand photos must not be a thousand announcements. */
function Outcome({ uploads }: { uploads: QueueSnapshot }) {
	const headline = useHeadline(uploads);
	const { total, open, detached } = uploads.summary;
	return (
		<p role="status" className="sr-only">
			{total > 0 && open === detached ? headline : ""}
		</p>
	);
}

/** Albums take photos alone, zones any file. */
const whatIsSent = ({ items }: QueueSnapshot) =>
	items.some(({ target }) => "zone" in target) ? "files" : "photos";

const countUnfitting = ({ items }: QueueSnapshot) =>
	items.filter(({ status, failure }) => status === "failed" && failure?.code === "QUOTA_EXCEEDED")
		.length;

/** Where things stand, in one sentence. */
function useHeadline(uploads: QueueSnapshot): string {
	const t = useTranslations("upload");
	const { done, total, failed, open, detached } = uploads.summary;
	const what = whatIsSent(uploads);
	if (open > detached) return t("progress", { done, total });
	if (detached > 0) return t("someDetached", { count: detached, total });
	if (failed > 0 && failed === countUnfitting(uploads))
		return t(`noRoom.${what}`, { failed, total });
	return failed > 0
		? t("someFailed", { done, failed, total })
		: t("allDone", { count: total, what });
}

function Headline({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const { duplicates, open, detached, done, total } = uploads.summary;
	const title = useHeadline(uploads);
	return (
		<div className="grid gap-0.5">
			<h2 className="tabular font-medium">{title}</h2>
			<p
				className={clsx(
					"tabular text-ink-soft text-sm",
					open > detached ? "min-h-5" : "empty:hidden",
				)}
			>
				{open > detached ? <Standing uploads={uploads} /> : null}
				{open === detached && detached > 0 ? t("progress", { done, total }) : null}
				{open === 0 && duplicates > 0 ? t("duplicates", { count: duplicates }) : null}
			</p>
		</div>
	);
}

function Standing({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	if (uploads.holds.signIn) return t("signInAgain");
	if (uploads.holds.offline) return <OfflineNote />;
	if (uploads.holds.paused) return t("paused");
	return <Pace {...uploads.summary} />;
}

function Actions({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const queue = useUploadQueue();
	const { open, failed, detached } = uploads.summary;
	const held = uploads.holds.paused || uploads.holds.signIn;
	if (open === 0 && failed === 0) return null;
	return (
		<div className="flex flex-wrap items-center gap-2">
			{uploads.holds.signIn ? <SignInAgainLink /> : null}
			{open > detached ? (
				<Button size="sm" onClick={() => (held ? queue.resume() : queue.pause())}>
					{held ? <Play aria-hidden /> : <Pause aria-hidden />}
					{held ? t("resume") : t("pause")}
				</Button>
			) : null}
			{open > 0 ? (
				<Button size="sm" look="quiet" onClick={() => queue.cancelAll()}>
					{t("cancelAll")}
				</Button>
			) : null}
			{failed > 0 ? (
				<Button
					size="sm"
					className="h-auto min-h-9 whitespace-normal"
					onClick={() => queue.retryAll()}
				>
					<RotateCw aria-hidden />
					{t("retryAll", { count: failed, what: whatIsSent(uploads) })}
				</Button>
			) : null}
		</div>
	);
}
