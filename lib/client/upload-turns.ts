/** Who sends what: of all tabs, and of the worker behind them, one at a time. */
import { withWorker } from "./service-worker.ts";

/** As `public/sw-outbox.js` knows it. */
const lockName = (source: string) => `potret-upload-${source}`;
const SYNC_TAG = "potret-outbox";

/**
 * Calls `take` as soon as no other page has what was added as this source, and holds it for as long
 * as this page is there. Browsers without locks (plain http) let every page have it.
 */
export async function claimSource(source: string, take: () => Promise<void>): Promise<void> {
	if (!("locks" in navigator)) return take();
	const hold = async () => {
		await take();
		await new Promise<void>(() => undefined);
	};
	await navigator.locks.request(lockName(source), hold).catch(() => undefined);
}

interface SyncManager {
	register: (tag: string) => Promise<void>;
}

/** Has the rest sent when there is a connection, also after this page was closed. */
export async function sendWithoutPage(): Promise<void> {
	await withWorker(async (registration) => {
		const { sync } = registration as { sync?: SyncManager };
		await sync?.register(SYNC_TAG);
	});
}
