"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "#components/ui/toast.ts";
import { ApiError } from "#lib/client/api.ts";
import type { BatchProgress } from "#lib/client/batch-types.ts";
import { useBatchQueue } from "#lib/client/batch-uploads-context.tsx";
import type { BatchItem } from "#lib/client/batch-uploads-state.ts";
import { batchKeys, batchProgressQuery } from "#lib/client/batches.queries.ts";
import { batchPollMs } from "#lib/client/polling.ts";
import { useBatchName, useOutcome } from "./batch-upload-words.ts";

/** Of which nothing is known yet. */
const JUST_MADE = { status: "uploaded", sheet_count: 0 } as const;

/** Follows a batch that the server works on, and tells when it is done. Shows nothing itself. */
export function BatchUploadWatch({ item, batchId }: { item: BatchItem; batchId: string }) {
	const { queue } = useBatchQueue();
	const tell = useTell();
	const { data, error } = useQuery({
		...batchProgressQuery(batchId),
		refetchInterval: ({ state }) =>
			batchPollMs(state.data ?? JUST_MADE, { failing: state.status === "error" }),
		// Whoever waits for the word that it is done looks at something else meanwhile.
		refetchIntervalInBackground: true,
	});
	const client = useQueryClient();
	const latest = useRef({ item, tell });
	useEffect(() => {
		latest.current = { item, tell };
	});
	useEffect(() => {
		const { id } = latest.current.item;
		if (data) queue.setProgress(id, data);
		if (data?.status === "completed" || data?.status === "failed")
			latest.current.tell(latest.current.item, batchId, data);
	}, [data, batchId, queue]);
	const status = data?.status;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a batch that is new, or stands elsewhere now
	useEffect(() => {
		void client.invalidateQueries({ queryKey: batchKeys.lists() });
	}, [client, status]);
	const gone = error instanceof ApiError && error.status === 404;
	useEffect(() => {
		// Deleted meanwhile: there is nothing left to follow.
		if (gone) queue.remove(latest.current.item.id);
	}, [gone, queue]);
	return null;
}

/** In the page, and by the system where the person asked for that and looks elsewhere. */
function useTell() {
	const t = useTranslations("batchUpload.tell");
	const nameOf = useBatchName();
	const outcomeOf = useOutcome();
	return (item: BatchItem, batchId: string, progress: BatchProgress) => {
		const href = `/batches/${batchId}`;
		const failed = progress.status === "failed";
		const title = t(failed ? "failed" : "done", { name: nameOf(item) });
		const body = outcomeOf(progress);
		const link = (
			<Link href={href} className="text-accent-text underline underline-offset-4">
				{t("open")}
			</Link>
		);
		const description = (
			<span className="flex flex-wrap gap-x-3">
				{body} {link}
			</span>
		);
		// The same id: told twice it is one message.
		toast[failed ? "error" : "success"](title, { id: item.id, description, duration: 10_000 });
		if (!document.hidden || !("Notification" in window)) return;
		if (Notification.permission !== "granted") return;
		const notification = new Notification(title, { body, tag: item.id });
		notification.onclick = () => {
			window.focus();
			notification.close();
		};
	};
}
