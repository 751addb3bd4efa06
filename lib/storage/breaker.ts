/** Whether the object store is worth trying: asked before every write, so that none waits in vain. */
import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/core/log.ts";

export class Breaker {
	readonly #probe: () => Promise<unknown>;
	readonly #everyMs: number;
	#away = false;

	/** `probe` throws while the store is away; it is tried every so often from the first failure on. */
	constructor(probe: () => Promise<unknown>, everyMs: number) {
		this.#probe = probe;
		this.#everyMs = everyMs;
	}

	get away(): boolean {
		return this.#away;
	}

	/** Something failed: from now on nothing is tried until the probe succeeds. */
	trip(error: unknown): void {
		if (this.#away) return;
		this.#away = true;
		const reason = String((error as Error).cause ?? error);
		log.warn({ reason }, "the object store is away; what arrives is kept on this disk");
		void this.#watch();
	}

	async #watch(): Promise<void> {
		while (this.#away) {
			await pause(this.#everyMs, undefined, { ref: false });
			try {
				await this.#probe();
				this.#away = false;
				log.info("the object store is back");
			} catch {
				// Still away: that has been said.
			}
		}
	}
}
