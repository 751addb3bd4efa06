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

export interface RecognitionState {
	status: "processing" | "completed";
	total_photos: number;
}

export function recognitionPollMs(
	batch: RecognitionState | undefined,
	{ failing }: { failing: boolean },
): number | false {
	if (batch?.status !== "processing") return false;
	if (failing) return 10_000;
	return batch.total_photos > 20 ? 2000 : 1000;
}

export interface FacesState {
	enabled: boolean;
	/** Of how many photos, and in how many faces were looked for already, with success or without. */
	photos: number;
	looked: number;
	/** So many answers in a row said the same. */
	unchanged: number;
}

/** People are told apart a little after the last photo was looked at. */
const QUIET_ANSWERS = 3;

export function isLooking({ enabled, photos, looked }: Omit<FacesState, "unchanged">): boolean {
	return enabled && looked < photos;
}

export function facesPollMs(
	faces: FacesState | undefined,
	{ failing }: { failing: boolean },
): number | false {
	if (!faces?.enabled) return false;
	if (failing) return 10_000;
	if (isLooking(faces)) return 2000;
	return faces.unchanged < QUIET_ANSWERS ? 3000 : false;
}

export interface JobsState {
	waiting: number;
	running: number;
}

/** Others send jobs at any time, so one never stops looking. */
export function jobsPollMs(
	jobs: readonly JobsState[] | undefined,
	{ failing }: { failing: boolean },
): number {
	const busy = jobs?.some(({ waiting, running }) => waiting + running > 0) ?? false;
	return busy && !failing ? 2000 : 10_000;
}

export interface DeliveryState {
	state: "waiting" | "delivered" | "failed";
	/** ISO 8601. */
	next_try_at: string | null;
}

/** When the next try is due; `pages` of the list are asked for each time, and ever more rarely. */
export function deliveriesPollMs(
	deliveries: readonly DeliveryState[],
	{ failing, pages, now }: { failing: boolean; pages: number; now: number },
): number | false {
	const waiting = deliveries.filter(({ state }) => state === "waiting");
	if (waiting.length === 0) return false;
	if (failing) return 10_000;
	const due = Math.min(...waiting.map(({ next_try_at: at }) => (at ? Date.parse(at) : now)));
	return Math.min(60_000, Math.max(1500, due - now)) * Math.max(1, pages);
}
