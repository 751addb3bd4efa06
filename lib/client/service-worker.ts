/** The worker behind the pages (`public/sw.js`): what is shown offline, and what is sent without a page. */

/** Its address has the build in it: another build is another worker, and takes over at once. */
export async function registerWorker(build: string): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	if (!workers) return;
	const isFirst = workers.controller === null;
	try {
		await workers.register(`/sw.js?build=${build}`, { updateViaCache: "none" });
		if (isFirst) (await workers.ready).active?.postMessage({ seen: loadedSoFar() });
	} catch {
		// Private windows, and servers that are gone again.
	}
}

/** What this page has loaded without the worker: it has to know that to show it offline. */
function loadedSoFar(): string[] {
	const parts = performance.getEntriesByType("resource").map(({ name }) => name);
	return [window.location.href, ...parts];
}

/** Does `work` with the worker where there is one. Never rejects. */
export async function withWorker(
	work: (registration: ServiceWorkerRegistration) => Promise<void>,
): Promise<void> {
	try {
		const registration = await navigator.serviceWorker?.getRegistration();
		if (registration) await work(registration);
	} catch {
		// Private windows, and browsers that know only half of it.
	}
}

/** Pages and pictures that were seen are for whoever was signed in, and for nobody after. */
export async function forgetSeen(): Promise<void> {
	if (!("caches" in window)) return;
	// It keeps nothing of what it is still fetching.
	navigator.serviceWorker?.controller?.postMessage({ signedOut: true });
	const names = await caches.keys().catch(() => []);
	const seen = names.filter((name) => name.startsWith("potret-seen"));
	await Promise.all(seen.map((name) => caches.delete(name))).catch(() => undefined);
}
