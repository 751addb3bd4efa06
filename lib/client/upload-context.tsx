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
import { type QueueSnapshot, UploadQueue } from "./upload-queue.ts";
import { sendPhoto } from "./upload-transport.ts";

const UploadContext = createContext<UploadQueue | null>(null);

/** One queue for all pages below: going to another page does not stop an upload. */
export function UploadProvider({ children }: { children: ReactNode }) {
	const [queue] = useState(() => new UploadQueue({ send: sendPhoto, newId: newUuid }));
	useEffect(() => watchBrowser(queue), [queue]);
	return <UploadContext value={queue}>{children}</UploadContext>;
}

export function useUploadQueue(): UploadQueue {
	const queue = useContext(UploadContext);
	if (!queue) throw new Error("useUploadQueue needs an UploadProvider above it");
	return queue;
}

export function useUploads(): QueueSnapshot {
	const queue = useUploadQueue();
	return useSyncExternalStore(queue.subscribe, queue.getSnapshot, queue.getSnapshot);
}

/** Tells the queue of the connection, and the reader of what leaving would lose. */
function watchBrowser(queue: UploadQueue): () => void {
	const connection = () => queue.setOnline(navigator.onLine);
	const leaving = (event: BeforeUnloadEvent) => {
		if (queue.getSnapshot().summary.open > 0) event.preventDefault();
	};
	connection();
	window.addEventListener("online", connection);
	window.addEventListener("offline", connection);
	window.addEventListener("beforeunload", leaving);
	return () => {
		window.removeEventListener("online", connection);
		window.removeEventListener("offline", connection);
		window.removeEventListener("beforeunload", leaving);
	};
}
