"use client";

import {
	createContext,
	type ReactNode,
	useContext,
	useEffect,
	useMemo,
	useSyncExternalStore,
} from "react";
import { keepAwake } from "./keep-awake.ts";
import { UploadDesk } from "./upload-desk.ts";
import type { UploadQueue } from "./upload-queue.ts";
import type { QueueSnapshot } from "./upload-queue-types.ts";
import { isHeld } from "./upload-state.ts";
import { sendWithoutPage } from "./upload-turns.ts";
import { watchBrowser } from "./watch-browser.ts";

const UploadContext = createContext<UploadDesk | null>(null);

const desks = new Map<string, UploadDesk>();

/** One a tab and sender: going to another page does not stop an upload, nor hide it later. */
function deskOf(owner: string): UploadDesk {
	// On the server, pages of everybody are rendered side by side.
	if (typeof window === "undefined") return new UploadDesk(owner);
	const known = desks.get(owner);
	if (known) return known;
	const desk = new UploadDesk(owner);
	desks.set(owner, desk);
	void desk.open();
	return desk;
}

function watch({ queue }: UploadDesk): () => void {
	const summary = () => queue.getSnapshot().summary;
	const isBusy = () => {
		const { open, detached } = summary();
		return open > detached && !isHeld(queue.getSnapshot().holds, Date.now());
	};
	const hidden = () => {
		if (document.visibilityState === "hidden" && summary().open > 0) void sendWithoutPage();
	};
	document.addEventListener("visibilitychange", hidden);
	const ends = [
		watchBrowser(queue, () => summary().unkept > 0),
		keepAwake(queue.subscribe, isBusy),
		() => document.removeEventListener("visibilitychange", hidden),
	];
	return () => {
		for (const end of ends) end();
	};
}

/** `owner` is an account's id, or `GUEST`. */
export function UploadProvider({ owner, children }: { owner: string; children: ReactNode }) {
	const desk = useMemo(() => deskOf(owner), [owner]);
	useEffect(() => watch(desk), [desk]);
	return <UploadContext value={desk}>{children}</UploadContext>;
}

export function useUploadDesk(): UploadDesk {
	const desk = useContext(UploadContext);
	if (!desk) throw new Error("useUploadDesk needs an UploadProvider above it");
	return desk;
}

export const useUploadQueue = (): UploadQueue => useUploadDesk().queue;

export function useUploads(): QueueSnapshot {
	const queue = useUploadQueue();
	return useSyncExternalStore(queue.subscribe, queue.getSnapshot, queue.getFirstSnapshot);
}
