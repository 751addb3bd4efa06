/** A worker's jobs, counted here and added to those of all workers now and then: workers have no port. */
import { log } from "#lib/core/log.ts";
import type { Done } from "#lib/queue/consumer.ts";
import { addJobFigures, type JobFigure } from "./metrics.repo.ts";

const EVERY_MS = 5000;

export interface Figures {
	onDone: Done;
	/** Adds the last of them. */
	stop(): Promise<void>;
}

export function startFigures(everyMs = EVERY_MS): Figures {
	let counted = new Map<string, JobFigure>();
	const onDone: Done = (name, ms, outcome) => {
		const key = `${name} ${outcome}`;
		const { runs, seconds } = counted.get(key) ?? { runs: 0, seconds: 0 };
		counted.set(key, { name, outcome, runs: runs + 1, seconds: seconds + ms / 1000 });
	};
	const flush = async () => {
		const figures = [...counted.values()];
		if (figures.length === 0) return;
		counted = new Map();
		try {
			await addJobFigures(figures);
		} catch (error) {
			// With the next.
			for (const { name, outcome, runs, seconds } of figures) {
				const key = `${name} ${outcome}`;
				const since = counted.get(key) ?? { runs: 0, seconds: 0 };
				const sum = { runs: runs + since.runs, seconds: seconds + since.seconds };
				counted.set(key, { name, outcome, ...sum });
			}
			log.warn({ err: error }, "figures of jobs could not be added");
		}
	};
	let flushing = Promise.resolve();
	const timer = setInterval(() => {
		flushing = flushing.then(flush);
	}, everyMs);
	return {
		onDone,
		stop: async () => {
			clearInterval(timer);
			await flushing.then(flush);
		},
	};
}
