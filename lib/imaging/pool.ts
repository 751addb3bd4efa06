/**
 * The decoding processes: as many as asked for, started when there is something to do, one image
 * at a time each, first come first served. Nothing a file does to its process reaches another's.
 */
import { DecoderProcess } from "./decoder-process.ts";
import type { Rendered, RenderRequest } from "./imaging.types.ts";

export interface ImagingPoolOptions {
	/** Images decoded at the same time; as many as there are cores. */
	concurrency: number;
	/** Resident memory of one child past which it is killed. Watched on Linux. */
	memoryMb: number;
	/** For one image, decoding and encoding. */
	timeoutMs: number;
	/** A child is replaced after this many. */
	imagesPerChild: number;
	maxPixels: number;
	maxPixelsAvif: number;
	/** Lets files made by tests ask for crashes; see `test-hooks.ts`. */
	testHooks?: boolean;
}

export interface ImagingPool {
	/**
	 * Renders one original. Rejects with `ImagingError`; with the signal's reason when it is aborted,
	 * running or waiting; with an `AbortError` when the pool is closed.
	 */
	render(request: RenderRequest, signal?: AbortSignal): Promise<Rendered>;
	/** Ends all children at once and waits until they are gone. What runs or waits is rejected. */
	close(): Promise<void>;
	/** The most images that are decoded at the same time. */
	readonly size: number;
}

interface Waiting {
	request: RenderRequest;
	signal: AbortSignal | undefined;
	resolve(rendered: Rendered): void;
	reject(error: unknown): void;
}

/** A child that holds more than this share of its limit after an image is replaced. */
const RESTING_SHARE = 0.5;

export function createImagingPool(options: ImagingPoolOptions): ImagingPool {
	const { concurrency, imagesPerChild, maxPixels, maxPixelsAvif, testHooks = false } = options;
	const restingBytes = options.memoryMb * 1024 * 1024 * RESTING_SHARE;
	const children = new Set<DecoderProcess>();
	const idle: DecoderProcess[] = [];
	const queue: Waiting[] = [];
	let running = 0;
	let closed = false;

	function takeChild(): DecoderProcess {
		for (let child = idle.pop(); child; child = idle.pop()) if (child.alive) return child;
		const child = new DecoderProcess(options);
		children.add(child);
		void child.ended.then(() => children.delete(child));
		return child;
	}

	function giveBack(child: DecoderProcess): void {
		if (!child.alive) return;
		if (closed || child.images >= imagesPerChild || child.rss > restingBytes) child.kill(closing());
		else idle.push(child);
	}

	async function run({ request, signal, resolve, reject }: Waiting): Promise<void> {
		const child = takeChild();
		const stop = () => child.kill(signal?.reason);
		signal?.addEventListener("abort", stop, { once: true });
		try {
			resolve(await child.run({ request, limits: { maxPixels, maxPixelsAvif }, testHooks }));
		} catch (error) {
			reject(error);
		} finally {
			signal?.removeEventListener("abort", stop);
			giveBack(child);
			running--;
			pump();
		}
	}

	function pump(): void {
		while (running < concurrency) {
			const next = queue.shift();
			if (!next) return;
			running++;
			void run(next);
		}
	}

	return {
		size: concurrency,
		render(request, signal) {
			if (closed) return Promise.reject(closing());
			if (signal?.aborted) return Promise.reject(signal.reason);
			return new Promise((resolve, reject) => {
				const waiting: Waiting = { request, signal, resolve, reject };
				queue.push(waiting);
				signal?.addEventListener("abort", () => leave(queue, waiting), { once: true });
				pump();
			});
		},
		async close() {
			closed = true;
			for (const waiting of queue.splice(0)) waiting.reject(closing());
			const ending = [...children];
			for (const child of ending) child.kill(closing());
			await Promise.all(ending.map((child) => child.ended));
		},
	};
}

/** Whoever is aborted while waiting gives up its place. */
function leave(queue: Waiting[], waiting: Waiting): void {
	const place = queue.indexOf(waiting);
	if (place < 0) return;
	queue.splice(place, 1);
	waiting.reject(waiting.signal?.reason);
}

const closing = () => new DOMException("The imaging pool was closed.", "AbortError");
