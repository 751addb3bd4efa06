"use client";

import {
	createContext,
	type ReactNode,
	useContext,
	useEffect,
	useState,
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

let browserQueue: BatchQueue | undefined;

/** One queue a tab: leaving the studio for a guest's page does not stop a batch, nor hide it later. */
function queueOfTab(): BatchQueue {
	browserQueue ??= new BatchQueue({
		send: sendBatch,
		save: saveBatch,
		forget: (item, { discard }) => {
			deleteBatch(item.id);
			if (discard) void discardChunks(item.fingerprint);
		},
		newId: newUuid,
	});
	return browserQueue;
}

export function BatchUploadsProvider({ owner, children }: { owner: string; children: ReactNode }) {
	const [queue] = useState(queueOfTab);
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
