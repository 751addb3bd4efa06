/** One decoding process for what people wait for now and then: there while it is used, and a little longer. */
import { AppError } from "#lib/core/errors.ts";
import { createImagingPool, type ImagingPool, type ImagingPoolOptions } from "./pool.ts";

interface RestingOptions {
	/** Asked when it starts. */
	pool(): Omit<ImagingPoolOptions, "concurrency">;
	/** Works that run or wait, past which another is refused. */
	mostWaiting: number;
	/** It ends after so long without any. */
	restMs: number;
	/** Who is refused reads this. */
	busy: string;
}

export class RestingPool {
	readonly #options: RestingOptions;
	#pool: ImagingPool | undefined;
	#resting: NodeJS.Timeout | undefined;
	#waiting = 0;

	constructor(options: RestingOptions) {
		this.#options = options;
	}

	/** Throws `OVERLOADED`, and what the work does. */
	async use<T>(work: (pool: ImagingPool) => Promise<T>): Promise<T> {
		const { pool, mostWaiting, restMs, busy: message } = this.#options;
		if (this.#waiting >= mostWaiting)
			throw new AppError("OVERLOADED", { message, headers: { "Retry-After": "5" } });
		this.#waiting++;
		clearTimeout(this.#resting);
		try {
			this.#pool ??= createImagingPool({ ...pool(), concurrency: 1 });
			return await work(this.#pool);
		} finally {
			this.#waiting--;
			if (this.#waiting === 0) this.#resting = setTimeout(() => this.#rest(), restMs).unref();
		}
	}

	#rest(): void {
		void this.#pool?.close();
		this.#pool = undefined;
	}
}
