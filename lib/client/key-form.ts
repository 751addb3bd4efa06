/** What is chosen for a new API key, and what of it is sent. */

/** What keys may be for, each to see and to change. */
export const KEY_AREAS = ["events", "photos", "batches", "recognition", "people"] as const;
export const KEY_RIGHTS = ["read", "write"] as const;

/** In days. */
export const KEY_LIVES = ["30", "90", "365", "never"] as const;
export type KeyLife = (typeof KEY_LIVES)[number];

const DAY_MS = 24 * 3600 * 1000;

/** When a key made at `now` ends; null for never. */
export function expiryOf(life: KeyLife, now: Date): string | null {
	return life === "never" ? null : new Date(now.getTime() + Number(life) * DAY_MS).toISOString();
}
