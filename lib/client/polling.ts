/** How soon to look again, as a function of what there is to wait for; false when there is nothing. */

interface EventState {
	processing_count?: number | undefined;
}

export function eventsPollMs(events: readonly EventState[] | undefined): number | false {
	return events?.some((event) => (event.processing_count ?? 0) > 0) ? 3000 : false;
}

export interface GalleryState {
	/** Photos that are not yet ready or failed, as far as is known. */
	processing: number;
	/** This browser is uploading. */
	uploading: boolean;
	/** Nothing there yet, and somebody is waiting for the first. */
	awaitingFirst: boolean;
	/** The last look failed: the server is away, busy, or has shut the door. */
	failing: boolean;
}

export function galleryPollMs(state: GalleryState): number | false {
	if (state.failing && (state.processing > 0 || state.uploading)) return 10_000;
	if (state.processing > 0) return state.processing > 50 ? 3000 : 1500;
	if (state.uploading) return 2500;
	return state.awaitingFirst ? 15_000 : false;
}

export interface BatchState {
	status: "uploaded" | "processing" | "completed" | "failed";
	sheet_count: number;
}

/** Not done, as far as is known. */
export function isRunning({ status }: BatchState): boolean {
	return status === "uploaded" || status === "processing";
}

/** `beside`: how many others of the page are asked for too. */
export function batchPollMs(
	batch: BatchState,
	{ failing, beside = 0 }: { failing: boolean; beside?: number },
): number | false {
	if (!isRunning(batch)) return false;
	if (failing) return 10_000;
	const soon = batch.sheet_count > 500 ? 3000 : 1500;
	return soon + beside * 250;
}
