/**
 * The decoding processes: as many as asked for, started when there is something to do, one image
 * at a time each, first come first served. Nothing a file does to its process reaches another's.
 */
import { DecoderProcess } from "./decoder-process.ts";
import type {
	Cropped,
	CropRequest,
	FacesRequest,
	FoundFaces,
	Rendered,
	RenderRequest,
} from "./imaging.types.ts";
import type { ChildResult, ChildWork } from "./protocol.ts";

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
	/** Looks for the faces in one picture. Rejects as `render` does. */
	findFaces(request: FacesRequest, signal?: AbortSignal): Promise<FoundFaces>;
	/** Cuts one picture to a size. Rejects as `render` does. */
	crop(request: CropRequest, signal?: AbortSignal): Promise<Cropped>;
	/** Ends all children at once and waits until they are gone. What runs or waits is rejected. */
	close(): Promise<void>;
	/** The most images that are decoded at the same time. */
	readonly size: number;
}

interface Waiting {
	work: ChildWork;
	/** Once it runs. */
	child?: DecoderProcess | undefined;
	resolve(done: ChildResult): void;
	reject(error: unknown): void;
}

/** A child that holds more than this share of its limit after an image is replaced. */
const RESTING_SHARE = 0.5;

export function createImagingPool(options: ImagingPoolOptions): ImagingPool {
	return new Pool(options);
}

class Pool implements ImagingPool {
	readonly size: number;
	readonly #options: ImagingPoolOptions;
	readonly #children = new Set<DecoderProcess>();
	readonly #idle: DecoderProcess[] = [];
	readonly #queue: Waiting[] = [];
	#running = 0;
	#closed = false;

	constructor(options: ImagingPoolOptions) {
		this.#options = options;
		this.size = options.concurrency;
	}

	render(render: RenderRequest, signal?: AbortSignal): Promise<Rendered> {
		return this.#submit({ render }, signal) as Promise<Rendered>;
	}

	findFaces(faces: FacesRequest, signal?: AbortSignal): Promise<FoundFaces> {
		return this.#submit({ faces }, signal) as Promise<FoundFaces>;
	}

	crop(crop: CropRequest, signal?: AbortSignal): Promise<Cropped> {
		return this.#submit({ crop }, signal) as Promise<Cropped>;
	}

	#submit(work: ChildWork, signal: AbortSignal | undefined): Promise<ChildResult> {
		if (this.#closed) return Promise.reject(closing());
		if (signal?.aborted) return Promise.reject(signal.reason);
		const { promise, resolve, reject } = Promise.withResolvers<ChildResult>();
		const waiting: Waiting = { work, resolve, reject };
		this.#queue.push(waiting);
		const stop = () => this.#giveUp(waiting, signal?.reason);
		signal?.addEventListener("abort", stop);
		this.#pump();
		// One signal may outlive thousands of images.
		return promise.finally(() => signal?.removeEventListener("abort", stop));
	}

	async close(): Promise<void> {
		this.#closed = true;
		for (const waiting of this.#queue.splice(0)) waiting.reject(closing());
		const ending = [...this.#children];
		for (const child of ending) child.kill(closing());
		await Promise.all(ending.map((child) => child.ended));
	}

	#pump(): void {
		while (this.#running < this.size) {
			const next = this.#queue.shift();
			if (!next) return;
			this.#running++;
			void this.#run(next);
		}
	}

	/** What runs is ended with its child; what waits gives up its place. */
	#giveUp(waiting: Waiting, reason: unknown): void {
		const place = this.#queue.indexOf(waiting);
		if (place >= 0) this.#queue.splice(place, 1);
		waiting.child?.kill(reason);
		waiting.reject(reason);
	}

	async #run(waiting: Waiting): Promise<void> {
		const { maxPixels, maxPixelsAvif, testHooks = false } = this.#options;
		const child = this.#takeChild();
		waiting.child = child;
		try {
			const limits = { maxPixels, maxPixelsAvif };
			waiting.resolve(await child.run({ work: waiting.work, limits, testHooks }));
		} catch (error) {
			waiting.reject(error);
		} finally {
			// It may be another's at once.
			waiting.child = undefined;
			this.#giveBack(child);
			this.#running--;
			this.#pump();
		}
	}

	#takeChild(): DecoderProcess {
		for (let child = this.#idle.pop(); child; child = this.#idle.pop())
			if (child.alive) return child;
		const child = new DecoderProcess(this.#options);
		this.#children.add(child);
		void child.ended.then(() => this.#children.delete(child));
		return child;
	}

	#giveBack(child: DecoderProcess): void {
		if (!child.alive) return;
		const { imagesPerChild, memoryMb } = this.#options;
		const isGrown = child.rss > memoryMb * 1024 * 1024 * RESTING_SHARE;
		const isSpent = isGrown || child.spoilt || child.images >= imagesPerChild;
		if (this.#closed || isSpent) child.kill(closing());
		else this.#idle.push(child);
	}
}

const closing = () => new DOMException("The imaging pool was closed.", "AbortError");
