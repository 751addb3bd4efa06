"use client";

import {
	createContext,
	type ReactNode,
	useContext,
	useEffect,
	useMemo,
	useSyncExternalStore,
} from "react";
import { v4 as newUuid } from "uuid";
import { BatchQueue } from "./batch-uploads-queue.ts";
import { sendBatch } from "./batch-uploads-send.ts";
import { deleteBatch, restoreBatches, saveBatch } from "./batch-uploads-store.ts";
import type { BatchesSnapshot } from "./batch-uploads-types.ts";
import { discardChunks } from "./tus-transport.ts";
import { watchBrowser } from "./watch-browser.ts";

interface BatchUploads {
	queue: BatchQueue;
	/** The account that sends. */
	owner: string;
}

const BatchUploadsContext = createContext<BatchUploads | null>(null);

const queues = new Map<string, BatchQueue>();

const newQueue = () =>
	new BatchQueue({
		send: sendBatch,
		save: saveBatch,
		forget: (item, { discard }) => {
			deleteBatch(item.id);
			if (discard) void discardChunks(item.fingerprint);
		},
		newId: newUuid,
	});

/** One a tab and account: leaving the studio for a guest's page does not stop a batch, nor hide it later. */
function queueOf(owner: string): BatchQueue {
	// On the server, pages of everybody are rendered side by side.
	if (typeof window === "undefined") return newQueue();
	const queue = queues.get(owner) ?? newQueue();
	queues.set(owner, queue);
	return queue;
}

export function BatchUploadsProvider({ owner, children }: { owner: string; children: ReactNode }) {
	const queue = useMemo(() => queueOf(owner), [owner]);
	useEffect(() => {
		void restoreBatches(queue, owner);
		return watchBrowser(queue, () => queue.getSnapshot().summary.interruptible > 0);
	}, [queue, owner]);
	return <BatchUploadsContext value={{ queue, owner }}>{children}</BatchUploadsContext>;
}

export function useBatchQueue(): BatchUploads {
	const uploads = useContext(BatchUploadsContext);
	if (!uploads) throw new Error("useBatchQueue needs a BatchUploadsProvider above it");
	return uploads;
}

export function useBatchUploads(): BatchesSnapshot {
	const { queue } = useBatchQueue();
	return useSyncExternalStore(queue.subscribe, queue.getSnapshot, queue.getFirstSnapshot);
}
