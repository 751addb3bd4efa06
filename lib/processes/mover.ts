import { findStaged, markMoved } from "#lib/media/media.service.ts";
import { type Mover, startMover } from "#lib/storage/mover.ts";
import { tieredStore } from "#lib/storage/store.ts";

/** Starts to move what is on this machine's disk into the bucket, where there is one. */
export function startMoving(): Mover {
	const store = tieredStore();
	if (!store) return { stop: async () => {} };
	return startMover(store, { findStaged, moved: markMoved });
}
