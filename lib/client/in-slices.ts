/** Half a frame of a screen: the other half is the page's. */
const SLICE_MS = 8;

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * Does `work` for each, and lets the page breathe in between. What thousands of files need by
 * themselves (their sizes are asked of the system one by one) would hold it for seconds.
 */
export async function inSlices<T>(all: readonly T[], work: (one: T) => void): Promise<void> {
	let began = performance.now();
	for (const one of all) {
		work(one);
		if (performance.now() - began < SLICE_MS) continue;
		await breathe();
		began = performance.now();
	}
}
