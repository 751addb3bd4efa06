/** What a batch's counters mean, and who may see it: pure functions. */
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import type { BatchStatus } from "./batches.schema.ts";

export interface Counters {
	total: number;
	processed: number;
	failed: number;
}

/** With some images failed a batch is completed all the same; `failed` is one without any other. */
export function statusOf({ total, processed, failed }: Counters): BatchStatus {
	const done = processed + failed;
	if (done === 0) return "created";
	if (done < total) return "processing";
	return processed > 0 ? "completed" : "failed";
}

/** Of 100, whole: only what is done to the last image is 100. */
export function progressOf({ total, processed, failed }: Counters): number {
	return Math.floor(((processed + failed) * 100) / total);
}

/** The types that the image batch document takes. */
export const BATCH_IMAGE_TYPES: ReadonlySet<string> = new Set(["image/jpeg", "image/png"]);

/** Nobody's batch is for whoever knows its unguessable id, where the operator allows that. */
export function maySee(actor: Actor, ownerId: string | null, anonymousAllowed: boolean): boolean {
	if (isAdmin(actor)) return true;
	return ownerId === null ? anonymousAllowed : actor.user?.id === ownerId;
}
