/** Which failed jobs are looked at, as it stands in the address. */
import type { JobSubject } from "#lib/operations/jobs.schema.ts";

export interface JobsView {
	/** Null for all. */
	name: string | null;
	/** From 1. */
	page: number;
}

export const FAILED_A_PAGE = 25;

type Given = string | string[] | undefined;

export function readJobsView({ name, page }: { name?: Given; page?: Given }): JobsView {
	const number = Number(page);
	return {
		name: typeof name === "string" && name !== "" ? name.slice(0, 100) : null,
		page: Number.isInteger(number) && number > 1 ? Math.min(number, 10_000) : 1,
	};
}

export function jobsPath({ name, page }: JobsView): string {
	const query = new URLSearchParams();
	if (name) query.set("name", name);
	if (page > 1) query.set("page", String(page));
	return query.size > 0 ? `/admin/jobs?${query}` : "/admin/jobs";
}

/** The page on which it is looked at what a job was about; null where there is none. */
export function subjectPath({ event_id, batch_id, recognition_id }: JobSubject): string | null {
	if (batch_id) return `/batches/${batch_id}`;
	if (event_id) return `/events/${event_id}`;
	return recognition_id ? `/recognition/${recognition_id}` : null;
}
