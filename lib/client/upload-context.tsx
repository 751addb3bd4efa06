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
import { sendFile } from "./send-file.ts";
import { type QueueSnapshot, UploadQueue } from "./upload-queue.ts";
import { watchBrowser } from "./watch-browser.ts";

const UploadContext = createContext<UploadQueue | null>(null);

/** One queue for all pages below: going to another page does not stop an upload. */
export function UploadProvider({ children }: { children: ReactNode }) {
	const [queue] = useState(() => new UploadQueue({ send: sendFile, newId: newUuid }));
	useEffect(() => watchBrowser(queue, () => queue.getSnapshot().summary.open > 0), [queue]);
	return <UploadContext value={queue}>{children}</UploadContext>;
}

export function useUploadQueue(): UploadQueue {
	const queue = useContext(UploadContext);
	if (!queue) throw new Error("useUploadQueue needs an UploadProvider above it");
	return queue;
}

export function useUploads(): QueueSnapshot {
	const queue = useUploadQueue();
	return useSyncExternalStore(queue.subscribe, queue.getSnapshot, queue.getFirstSnapshot);
}
