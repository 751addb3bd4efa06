/** The worker behind the pages (`public/sw.js`): what is shown offline, and what is sent without a page. */

/** Its address has the build in it: another build is another worker, and takes over at once. */
export function registerWorker(build: string): void {
	if (!("serviceWorker" in navigator)) return;
	void navigator.serviceWorker
		.register(`/sw.js?build=${build}`, { updateViaCache: "none" })
		.catch(() => undefined);
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
	const names = await caches.keys().catch(() => []);
	const seen = names.filter((name) => name.startsWith("potret-seen"));
	await Promise.all(seen.map((name) => caches.delete(name))).catch(() => undefined);
}
