/** Sums of files by a worker, started with the first. */
type Answer = (sum: string | null) => void;

const asked = new Map<number, Answer>();
let worker: Worker | null = null;
let ids = 0;

/** In hex; null where the file cannot be read, or nothing can be worked out beside the page. */
export function sumBeside(file: Blob): Promise<string | null> {
	return new Promise((resolve) => {
		const id = ++ids;
		asked.set(id, resolve);
		try {
			worker ??= startWorker();
			worker.postMessage({ id, file });
		} catch {
			giveUp();
		}
	});
}

function startWorker(): Worker {
	const started = new Worker(new URL("./sha256.worker.ts", import.meta.url), { type: "module" });
	started.onmessage = ({ data }: MessageEvent<{ id: number; sum: string | null }>) => {
		asked.get(data.id)?.(data.sum);
		asked.delete(data.id);
	};
	started.onerror = giveUp;
	return started;
}

/** Answers all that was asked; whatever is asked next starts another worker. */
function giveUp(): void {
	for (const answer of asked.values()) answer(null);
	asked.clear();
	worker?.terminate();
	worker = null;
}
