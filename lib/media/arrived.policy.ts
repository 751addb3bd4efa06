/** Where answers of what has arrived begin and end: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { moment } from "#lib/core/time.ts";

/** A photo is seen by others up to so long after the moment that it says it became ready at. */
const SEEN_LATE_MS = 10_000;

export interface Since {
	at: Date;
	/** Of the photos that became ready at that moment, the last that was handed out; null: none was. */
	id: string | null;
}

/** Throws `VALIDATION_ERROR` for what is neither a moment nor a photo's place after one. */
export function readSince(cursor: string): Since {
	const [at = "", id = null, more] = cursor.split("_");
	if (!moment.safeParse(at).success || (id !== null && !isUuid(id)) || more !== undefined)
		throw new AppError("VALIDATION_ERROR", { message: "This cursor is not one of ours" });
	return { at: new Date(at), id };
}

/**
 * Where to go on after an answer: behind its last photo where it was `full`, since more may have come than
 * it holds. Never past what may still be committed, by the clock that `settledAt` is of.
 */
export function cursorAfter(
	photos: readonly { id: string; settledAt: Date | null }[],
	{ full, now }: { full: boolean; now: Date },
): string {
	const surely = new Date(now.getTime() - SEEN_LATE_MS);
	const last = full ? photos.at(-1) : undefined;
	if (!last?.settledAt || last.settledAt > surely) return surely.toISOString();
	return `${last.settledAt.toISOString()}_${last.id}`;
}
