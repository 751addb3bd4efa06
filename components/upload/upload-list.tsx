"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
	CircleAlert,
	CircleCheck,
	Clock,
	CopyCheck,
	FileQuestion,
	RotateCw,
	Upload,
	X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { useUploadQueue } from "#lib/client/upload-context.tsx";
import type { UploadItem, UploadStatus } from "#lib/client/upload-state.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import { useFailureText } from "./use-failure-text.ts";

const ROW = 60;
/** Room for a sentence. */
const FAILED_ROW = 84;
const LONGEST_LIST = 5 * ROW;
const heightOf = (item: UploadItem | undefined) => (item?.status === "failed" ? FAILED_ROW : ROW);
/** What needs an eye first, what is settled last. */
const ORDER: Record<UploadStatus, number> = {
	failed: 0,
	uploading: 1,
	finishing: 1,
	retrying: 2,
	waiting: 3,
	checking: 3,
	detached: 4,
	done: 5,
};

export function UploadList({ items }: { items: readonly UploadItem[] }) {
	const t = useTranslations("upload");
	const scroller = useRef<HTMLDivElement>(null);
	const sorted = useMemo(
		() => items.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]),
		[items],
	);
	const virtualizer = useVirtualizer({
		count: sorted.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index) => heightOf(sorted[index]),
		getItemKey: (index) => sorted[index]?.id ?? index,
		overscan: 3,
	});
	// Sizes are kept by key: a row that failed meanwhile is a taller one.
	// biome-ignore lint/correctness/useExhaustiveDependencies: other items, other sizes
	useEffect(() => virtualizer.measure(), [sorted, virtualizer]);
	return (
		<section
			ref={scroller}
			aria-label={t("list")}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
			tabIndex={0}
			className="overflow-y-auto overscroll-contain border-line border-t outline-offset-[-2px]"
			style={{ height: Math.min(virtualizer.getTotalSize(), LONGEST_LIST) }}
		>
			<ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
				{virtualizer.getVirtualItems().map(({ index, start, key }) => {
					const item = sorted[index];
					return item ? (
						<li
							key={key}
							className="absolute inset-x-0"
							style={{ top: start, height: heightOf(item) }}
						>
							<UploadRow item={item} />
						</li>
					) : null;
				})}
			</ul>
		</section>
	);
}

const ICONS = {
	checking: Clock,
	waiting: Clock,
	detached: FileQuestion,
	uploading: Upload,
	finishing: Upload,
	retrying: RotateCw,
	done: CircleCheck,
	failed: CircleAlert,
};

const IDLE: ReadonlySet<UploadStatus> = new Set(["waiting", "checking", "detached"]);

function UploadRow({ item }: { item: UploadItem }) {
	const t = useTranslations("upload");
	const queue = useUploadQueue();
	const Icon = item.duplicate ? CopyCheck : ICONS[item.status];
	const tone =
		item.status === "failed"
			? "text-danger-text"
			: IDLE.has(item.status)
				? "text-ink-soft"
				: "text-accent-text";
	return (
		<div className="relative flex h-full items-center gap-3 pr-2 pl-4">
			<Icon aria-hidden className={`size-4.5 shrink-0 ${tone}`} />
			<div className="min-w-0 flex-1">
				<p className="truncate text-sm">{item.name}</p>
				<RowState item={item} />
			</div>
			{item.status === "failed" ? (
				<Button
					look="quiet"
					size="icon"
					aria-label={t("retryOne", { name: item.name })}
					onClick={() => queue.retry(item.id)}
				>
					<RotateCw aria-hidden />
				</Button>
			) : null}
			{item.status === "done" ? null : (
				<Button
					look="quiet"
					size="icon"
					aria-label={t(item.status === "failed" ? "removeOne" : "cancelOne", { name: item.name })}
					onClick={() => queue.remove(item.id)}
				>
					<X aria-hidden />
				</Button>
			)}
			{item.status === "uploading" && item.size > 0 ? (
				<div
					aria-hidden
					className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent"
					style={{ transform: `scaleX(${item.sentBytes / item.size})` }}
				/>
			) : null}
		</div>
	);
}

function RowState({ item }: { item: UploadItem }) {
	const t = useTranslations("upload.state");
	const failureText = useFailureText();
	const amounts = useAmounts();
	if (item.status === "failed" && item.failure) {
		const words = failureText(item.failure);
		return (
			<p className="line-clamp-2 text-danger-text text-xs" title={words}>
				{words}
			</p>
		);
	}
	const percent = item.size === 0 ? 0 : Math.floor((item.sentBytes / item.size) * 100);
	const state = {
		waiting: () => t("waiting"),
		checking: () => t("checking"),
		detached: () => t("detached"),
		uploading: () => t("uploading", { percent }),
		finishing: () => t("finishing"),
		retrying: () => t("retrying", { time: amounts.duration(secondsUntil(item.retryAt)) }),
		done: () => (item.duplicate ? t("duplicate") : t("done")),
		failed: () => t("failed"),
	}[item.status]();
	return (
		<p className="tabular truncate text-ink-soft text-xs">
			{state} · {amounts.bytes(item.size)}
		</p>
	);
}

function secondsUntil(moment: number | null): number {
	return Math.max(1, Math.round(((moment ?? 0) - Date.now()) / 1000));
}
