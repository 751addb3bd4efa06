/** The queue as an administrator sees it: what waits, what failed and why, and another try. */
import type { z } from "zod";
import { type Actor, administratorBehind } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { retryFailed } from "#lib/queue/queue.ts";
import * as repo from "./jobs.repo.ts";
import type { failedQuery } from "./jobs.schema.ts";

export async function getJobFigures(actor: Actor) {
	administratorBehind(actor);
	const jobs = await repo.countJobs();
	return {
		jobs: jobs.map(({ oldest, ...job }) => {
			return { ...job, oldest_waiting_since: oldest?.toISOString() ?? null };
		}),
	};
}

const toFailed = ({ createdAt, failedAt, payload, reason, ...job }: repo.FailedJob) => {
	const { requestId, ...given } = payload ?? {};
	return {
		...job,
		reason: reason ?? "Unknown",
		payload: given,
		request_id: typeof requestId === "string" ? requestId : null,
		created_at: createdAt.toISOString(),
		failed_at: failedAt.toISOString(),
	};
};

export async function listFailedJobs(actor: Actor, query: z.infer<typeof failedQuery>) {
	administratorBehind(actor);
	const [jobs, total] = await Promise.all([repo.listFailed(query), repo.countFailed(query.name)]);
	return { jobs: jobs.map(toFailed), total, limit: query.limit, offset: query.offset };
}

/** Throws `JOB_NOT_FOUND`, and `NOTHING_TO_RETRY` for one that has not failed. */
export async function retryJob(actor: Actor, id: string) {
	administratorBehind(actor);
	const job = isUuid(id) ? await repo.findJob(id) : null;
	if (!job) throw new AppError("JOB_NOT_FOUND", { message: "There is no such job" });
	if (!(await retryFailed(job.name, id)))
		throw new AppError("NOTHING_TO_RETRY", { message: "This job has not failed" });
	return { id, name: job.name };
}
