/** The queue as an administrator sees it: what waits, what failed and why, and another try. */
import type { z } from "zod";
import { type Actor, administratorBehind } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { retryFailed } from "#lib/queue/queue.ts";
import { subjectOf } from "./jobs.policy.ts";
import * as repo from "./jobs.repo.ts";
import type { failedQuery, jobsRetry } from "./jobs.schema.ts";
import { findSubjects, type Subject } from "./subjects.repo.ts";

export async function getJobFigures(actor: Actor) {
	administratorBehind(actor);
	const jobs = await repo.countJobs();
	return {
		jobs: jobs.map(({ oldest, ...job }) => {
			return { ...job, oldest_waiting_since: oldest?.toISOString() ?? null };
		}),
	};
}

const toSubject = ({ kind, id, name, eventId, batchId }: Subject) => ({
	kind,
	// The rest of a webhook's address is its owner's alone: it may have a token in it.
	name: kind === "webhook" && name !== null ? new URL(name).host : name,
	...{ event_id: eventId, batch_id: batchId },
	recognition_id: kind === "recognition" ? id : null,
});

function toFailed(job: repo.FailedJob, subjects: ReadonlyMap<string, Subject>) {
	const { requestId, ...payload } = job.payload ?? {};
	const subject = subjects.get(subjectOf(payload)?.id ?? "");
	return {
		...{ id: job.id, name: job.name, tries: job.tries, payload },
		reason: job.reason ?? "Unknown",
		about: subject ? toSubject(subject) : null,
		request_id: typeof requestId === "string" ? requestId : null,
		created_at: job.createdAt.toISOString(),
		failed_at: job.failedAt.toISOString(),
	};
}

export async function listFailedJobs(actor: Actor, query: z.infer<typeof failedQuery>) {
	administratorBehind(actor);
	const [jobs, total] = await Promise.all([repo.listFailed(query), repo.countFailed(query.name)]);
	const wanted = jobs.flatMap(({ payload }) => subjectOf(payload ?? {}) ?? []);
	const subjects = new Map((await findSubjects(wanted)).map((one) => [one.id, one]));
	const { limit, offset } = query;
	return { jobs: jobs.map((job) => toFailed(job, subjects)), total, limit, offset };
}

/** Throws `JOB_NOT_FOUND`, and `NOTHING_TO_RETRY` for one that has not failed. */
export async function retryJob(actor: Actor, id: string) {
	administratorBehind(actor);
	const job = isUuid(id) ? await repo.findJob(id) : null;
	if (!job) throw new AppError("JOB_NOT_FOUND", { message: "There is no such job" });
	if ((await retryFailed(job.name, [id])) === 0)
		throw new AppError("NOTHING_TO_RETRY", { message: "This job has not failed" });
	return { id, name: job.name };
}

const RETRIED_AT_ONCE = 1000;

/** All of a name that have failed by now. Throws `NOTHING_TO_RETRY` where there are none. */
export async function retryJobs(actor: Actor, { name }: z.infer<typeof jobsRetry>) {
	administratorBehind(actor);
	const ids = await repo.listFailedIds(name);
	let count = 0;
	for (let at = 0; at < ids.length; at += RETRIED_AT_ONCE)
		count += await retryFailed(name, ids.slice(at, at + RETRIED_AT_ONCE));
	if (count === 0)
		throw new AppError("NOTHING_TO_RETRY", { message: "No job of this name has failed" });
	return { name, count };
}
