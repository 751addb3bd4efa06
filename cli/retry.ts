/** Whether another try can help, and when: a pure function. */

/** What was answered instead of what was asked for. */
export interface Refusal {
	/** 0 where there was no answer at all. */
	status: number;
	code: string;
	retryAfterSeconds: number | null;
}

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Busy, away, or at it already: passes by itself. */
const PASSING = new Set([0, 408, 423, 429, 502, 503, 504]);
/** May be a fault that stays: tried a few times. */
const DOUBTFUL = new Set([460, 500, 507]);
const DOUBTFUL_TRIES = 4;

/** Doubles from try to try, and is never the same for two who began together. `random` is from 0 to 1. */
export function backOff(tries: number, random: number): number {
	const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
	return Math.round(longest * (0.5 + random / 2));
}

/** Milliseconds until another try; null where none can help. `tries` is how many there were before. */
export function pauseBefore(refusal: Refusal, tries: number, random: number): number | null {
	const { status, code, retryAfterSeconds } = refusal;
	const passing = PASSING.has(status) || code === "IDEMPOTENCY_IN_PROGRESS";
	if (!passing && !(DOUBTFUL.has(status) && tries < DOUBTFUL_TRIES)) return null;
	if (retryAfterSeconds !== null) return retryAfterSeconds * 1000 + Math.round(random * 500);
	return backOff(tries, random);
}
