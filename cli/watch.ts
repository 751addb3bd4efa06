/** Files as they appear in folders, each when it has stopped growing. */
import { setTimeout as pause } from "node:timers/promises";
import type { Found, LocalFile } from "./files.ts";

const EVERY_MS = 1000;
const NOTHING: Found = { files: [], skipped: 0 };

const stateOf = ({ size, modifiedAt }: LocalFile) => `${size} ${modifiedAt}`;

/**
 * What is new since the last look and was the same then: pure but for the memory in `seen` and `taken`,
 * which have the state of each file at the last look, and when it was taken.
 */
export function settledIn(
	files: readonly LocalFile[],
	seen: Map<string, string>,
	taken: Map<string, string>,
): LocalFile[] {
	const settled = files.filter((file) => {
		const state = stateOf(file);
		const same = seen.get(file.path) === state && file.size > 0;
		return same && taken.get(file.path) !== state;
	});
	seen.clear();
	for (const file of files) seen.set(file.path, stateOf(file));
	for (const file of settled) taken.set(file.path, stateOf(file));
	return settled;
}

/** Looks by itself instead of being told: shared folders and cards of cameras tell nobody. */
export async function* watch(
	look: () => Promise<Found>,
	signal: AbortSignal,
): AsyncGenerator<LocalFile[]> {
	const seen = new Map<string, string>();
	const taken = new Map<string, string>();
	while (!signal.aborted) {
		// A card that was taken out, a share that is away: nothing new until it is back.
		const { files } = await look().catch(() => NOTHING);
		const settled = settledIn(files, seen, taken);
		if (settled.length > 0) yield settled;
		await pause(EVERY_MS, undefined, { signal }).catch(() => {});
	}
}
