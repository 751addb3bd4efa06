"use client";

import {
	ChevronDown,
	CircleAlert,
	CircleCheck,
	CloudOff,
	Pause,
	Play,
	RotateCw,
	X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar, ProgressRing } from "#components/ui/progress.tsx";
import { useUploadQueue, useUploads } from "#lib/client/upload-context.tsx";
import type { QueueSnapshot } from "#lib/client/upload-queue.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { UploadList } from "./upload-list.tsx";

/** Above the studio's bottom bar on phones; guests have none. */
const PLACE = { studio: "bottom-22 md:bottom-6", guest: "bottom-4 md:bottom-6" };
const PHONE = "(width < 40rem)";
const FOLD_AFTER_MS = 4000;

/** Folded on phones, where it would cover the photos; elsewhere it folds itself when all is well. */
function useFolding(finished: boolean) {
	const [folded, setFolded] = useState(() => window.matchMedia(PHONE).matches);
	useEffect(() => {
		if (!finished) return;
		const timer = setTimeout(() => setFolded(true), FOLD_AFTER_MS);
		return () => clearTimeout(timer);
	}, [finished]);
	return [folded, setFolded] as const;
}

/** The queue, bottom right. Folds to a pill with a ring. */
export function UploadDock({ place }: { place: keyof typeof PLACE }) {
	const uploads = useUploads();
	return (
		<>
			<Outcome uploads={uploads} />
			{uploads.summary.total > 0 ? <Dock uploads={uploads} place={PLACE[place]} /> : null}
		</>
	);
}

function Dock({ uploads, place }: { uploads: QueueSnapshot; place: string }) {
	const t = useTranslations("upload");
	const { open, failed } = uploads.summary;
	const [folded, setFolded] = useFolding(open === 0 && failed === 0);
	if (folded) return <Pill uploads={uploads} place={place} onOpen={() => setFolded(false)} />;
	return (
		<section
			aria-label={t("title")}
			className={`fixed right-4 z-30 sm:right-6 ${place} left-4 grid max-h-[70dvh] grid-rows-[auto_minmax(0,1fr)] overflow-hidden rounded-panel border border-line bg-raised shadow-float motion-safe:animate-rise sm:left-auto sm:w-96`}
		>
			<div className="grid gap-3 p-4">
				<div className="flex items-start justify-between gap-3">
					<Headline uploads={uploads} />
					<div className="-mt-2 -mr-2 flex">
						<Button look="quiet" size="icon" aria-label={t("fold")} onClick={() => setFolded(true)}>
							<ChevronDown aria-hidden />
						</Button>
						{open === 0 ? <DismissButton /> : null}
					</div>
				</div>
				{open > 0 ? (
					<ProgressBar value={uploads.summary.fraction} label={t("progressLabel")} />
				) : null}
				<Actions uploads={uploads} />
			</div>
			<UploadList items={uploads.items} />
		</section>
	);
}

function DismissButton() {
	const t = useTranslations("upload");
	const queue = useUploadQueue();
	return (
		<Button look="quiet" size="icon" aria-label={t("dismiss")} onClick={() => queue.clearSettled()}>
			<X aria-hidden />
		</Button>
	);
}

interface PillProps {
	uploads: QueueSnapshot;
	place: string;
	onOpen: () => void;
}

function Pill({ uploads, place, onOpen }: PillProps) {
	const t = useTranslations("upload");
	const { failed, fraction, open } = uploads.summary;
	const headline = useHeadline(uploads);
	return (
		<button
			type="button"
			aria-label={`${t("open")}: ${headline}`}
			onClick={onOpen}
			className={`fixed right-4 z-30 sm:right-6 ${place} flex h-12 items-center gap-3 rounded-full border border-line bg-raised pr-5 pl-2 text-sm shadow-float motion-safe:animate-rise`}
		>
			{open > 0 ? (
				<ProgressRing value={fraction} label={t("progressLabel")} className="size-8" />
			) : failed > 0 ? (
				<CircleAlert aria-hidden className="m-1 size-6 text-danger-text" />
			) : (
				<CircleCheck aria-hidden className="m-1 size-6 text-accent-text" />
			)}
			<span className="tabular">{headline}</span>
		</button>
	);
}

/** Read out once, at the end: a thousand photos must not be a thousand announcements. */
function Outcome({ uploads }: { uploads: QueueSnapshot }) {
	const headline = useHeadline(uploads);
	const { total, open } = uploads.summary;
	return (
		<p role="status" className="sr-only">
			{total > 0 && open === 0 ? headline : ""}
		</p>
	);
}

/** Where things stand, in one sentence. */
function useHeadline(uploads: QueueSnapshot): string {
	const t = useTranslations("upload");
	const { done, total, failed, open } = uploads.summary;
	if (open > 0) return t("progress", { done, total });
	return failed > 0 ? t("someFailed", { failed, total }) : t("allDone", { count: total });
}

function Headline({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const { duplicates, open } = uploads.summary;
	const title = useHeadline(uploads);
	return (
		<div className="grid gap-0.5">
			<h2 className="tabular font-medium">{title}</h2>
			<p className="tabular min-h-5 text-ink-soft text-sm">
				{open > 0 ? <Pace uploads={uploads} /> : null}
				{open === 0 && duplicates > 0 ? t("duplicates", { count: duplicates }) : null}
			</p>
		</div>
	);
}

function Pace({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const amounts = useAmounts();
	const { bytesPerSecond, secondsLeft } = uploads.summary;
	if (uploads.holds.signIn) return t("signInAgain");
	if (uploads.holds.offline)
		return (
			<span className="inline-flex items-center gap-1.5">
				<CloudOff aria-hidden className="size-4" />
				{t("offline")}
			</span>
		);
	if (uploads.holds.paused) return t("paused");
	const parts = [
		bytesPerSecond ? t("speed", { speed: amounts.bytes(bytesPerSecond) }) : null,
		secondsLeft !== null ? t("left", { time: amounts.duration(secondsLeft) }) : null,
	];
	return parts.filter(Boolean).join(" · ");
}

function Actions({ uploads }: { uploads: QueueSnapshot }) {
	const t = useTranslations("upload");
	const queue = useUploadQueue();
	const { open, failed } = uploads.summary;
	const held = uploads.holds.paused || uploads.holds.signIn;
	if (open === 0 && failed === 0) return null;
	return (
		<div className="flex flex-wrap items-center gap-2">
			{uploads.holds.signIn ? (
				<a
					href="/sign-in"
					target="_blank"
					rel="noreferrer"
					className="text-accent-text text-sm underline underline-offset-4"
				>
					{t("signInAgainLink")}
				</a>
			) : null}
			{open > 0 ? (
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
					{t("retryAll", { count: failed })}
				</Button>
			) : null}
		</div>
	);
}
