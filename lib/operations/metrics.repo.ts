import { db } from "#lib/db/client.ts";

export interface JobFigure {
	name: string;
	outcome: string;
	/** Runs that ended so, and the seconds they took together. */
	runs: number;
	seconds: number;
}

/** Adds to what all workers have counted. Always in one order: of two at once, one waits. */
export async function addJobFigures(figures: readonly JobFigure[]): Promise<void> {
	const rows = figures.toSorted((a, b) =>
		`${a.name} ${a.outcome}` < `${b.name} ${b.outcome}` ? -1 : 1,
	);
	await db().$executeRaw`
		INSERT INTO job_figures (name, outcome, runs, seconds)
		SELECT * FROM unnest(${rows.map(({ name }) => name)}::text[],
			${rows.map(({ outcome }) => outcome)}::text[], ${rows.map(({ runs }) => runs)}::bigint[],
			${rows.map(({ seconds }) => seconds)}::float8[])
		ON CONFLICT (name, outcome) DO UPDATE SET
			runs = job_figures.runs + excluded.runs, seconds = job_figures.seconds + excluded.seconds`;
}

export async function listJobFigures(): Promise<JobFigure[]> {
	const rows = await db().jobFigure.findMany();
	return rows.map((row) => ({ ...row, runs: Number(row.runs) }));
}

export interface MediaFigure {
	state: string;
	kind: string;
	count: number;
	bytes: number;
}

export function countMedia(): Promise<MediaFigure[]> {
	return db().$queryRaw<MediaFigure[]>`
		SELECT state::text, kind::text, count(*)::int AS count, sum(byte_size)::float8 AS bytes
		FROM media WHERE deleted_at IS NULL GROUP BY state, kind`;
}
