/** What is asked about a drop, and how it will travel. */
import type { DropKind } from "./batch-uploads-drop.ts";

/** Which photos belong to what: the first sheet's code says it, a card before every person, or the typed task id. */
export type BatchMode = "first" | "split" | "task";

export interface BatchPlan {
	mode: BatchMode;
	/** 8 digits; null unless the mode is "task". */
	taskId: string | null;
	/** The event that the photos are added to as well. */
	eventId: string | null;
}

/** The possible answers, the usual one first. Loose images have no first sheet with a code. */
export function modesFor(kind: DropKind): readonly [BatchMode, ...BatchMode[]] {
	return kind === "archives" ? ["first", "split", "task"] : ["task", "split"];
}

export function isTaskId(text: string): boolean {
	return /^\d{8}$/.test(text.trim());
}

/** The digits of what was typed or pasted, eight at most. */
export function toTaskId(text: string): string {
	return text.replaceAll(/\D/g, "").slice(0, 8);
}

const MB = 1024 ** 2;
/** Up to here an archive travels in one request: to begin it anew costs little. */
export const MOST_AT_ONCE = 20 * MB;
/** One request of images; the server takes 100 MB, the form around the files included. */
export const MOST_IMAGES_AT_ONCE = 90 * MB;
export const MOST_FILES_AT_ONCE = 500;

/** In one request, in chunks, or packed into an archive and in chunks. */
export type BatchWay = "direct" | "chunks" | "packed";

export function wayFor(kind: DropKind, files: number, bytes: number): BatchWay {
	if (kind === "archives") return bytes <= MOST_AT_ONCE ? "direct" : "chunks";
	return bytes <= MOST_IMAGES_AT_ONCE && files <= MOST_FILES_AT_ONCE ? "direct" : "packed";
}
