/** Works that cost much, in turns: so many at once, and so many that wait. */
import { AppError } from "./errors.ts";

interface TurnsOptions {
	/** Works that run at the same time. */
	atOnce: number;
	/** Works that run or wait, past which another is refused: of all callers, and of one. */
	most: number;
	mostOfOne: number;
	/** Who is refused reads this. */
	busy: string;
}

export class Turns {
	readonly #options: TurnsOptions;
	readonly #waiting: (() => void)[] = [];
	readonly #byCaller = new Map<string, number>();
	#taken = 0;
	#running = 0;

	constructor(options: TurnsOptions) {
		this.#options = options;
	}

	/** Runs a work once it is its turn. Throws `OVERLOADED`, and what the work does. */
	async take<T>(caller: string, work: () => Promise<T>): Promise<T> {
		const { most, mostOfOne, busy: message } = this.#options;
		const own = this.#byCaller.get(caller) ?? 0;
		if (this.#taken >= most || own >= mostOfOne)
			throw new AppError("OVERLOADED", { message, headers: { "Retry-After": "5" } });
		this.#count(caller, 1);
		try {
			await this.#turn();
			return await work();
		} finally {
			this.#count(caller, -1);
			this.#pass();
		}
	}

	#count(caller: string, change: 1 | -1): void {
		const own = (this.#byCaller.get(caller) ?? 0) + change;
		this.#taken += change;
		if (own === 0) this.#byCaller.delete(caller);
		else this.#byCaller.set(caller, own);
	}

	async #turn(): Promise<void> {
		if (this.#running < this.#options.atOnce) this.#running++;
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** To the one who waits the longest. */
	#pass(): void {
		const next = this.#waiting.shift();
		if (next) next();
		else this.#running--;
	}
}
