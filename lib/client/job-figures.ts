/** What an administrator reads off the figures of the queue. */
import type { JobFigures } from "#lib/operations/jobs.schema.ts";

export type JobFigure = JobFigures["jobs"][number];

export const STATES = ["running", "waiting", "scheduled", "failed"] as const;
export type JobState = (typeof STATES)[number];

export function totalsOf(jobs: readonly JobFigure[]): Record<JobState, number> {
	const sum = (state: JobState) => jobs.reduce((total, job) => total + job[state], 0);
	return {
		...{ running: sum("running"), waiting: sum("waiting") },
		...{ scheduled: sum("scheduled"), failed: sum("failed") },
	};
}

/** Those of which there are any, what is stuck and what is most first; and how many there are none of. */
export function splitQuiet(jobs: readonly JobFigure[]): { busy: JobFigure[]; quiet: number } {
	const weight = ({ failed, running, waiting }: JobFigure) => [failed, running + waiting] as const;
	const busy = jobs
		.filter((job) => STATES.some((state) => job[state] > 0))
		.toSorted((a, b) => {
			const [one, other] = [weight(a), weight(b)];
			return other[0] - one[0] || other[1] - one[1] || (a.name < b.name ? -1 : 1);
		});
	return { busy, quiet: jobs.length - busy.length };
}
