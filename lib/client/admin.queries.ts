import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AuditList } from "#lib/audit/audit.schema.ts";
import type { AuditAction } from "#lib/audit/audit.values.ts";
import type { UserList } from "#lib/auth/users.schema.ts";
import type { Health } from "#lib/health/health.schema.ts";
import type { FailedJobs, JobFigures } from "#lib/operations/jobs.schema.ts";
import type { StorageFigures } from "#lib/operations/storage.schema.ts";
import { callApi } from "./api.ts";
import { paged, pageOf } from "./cursor-pages.ts";
import { FAILED_A_PAGE, type JobsView } from "./jobs-view.ts";

/** Accounts with this in their name or address, by name. */
export const usersQuery = (q: string) =>
	infiniteQueryOptions({
		...paged,
		queryKey: ["users", q],
		queryFn: ({ pageParam: cursor, signal }) =>
			pageOf<UserList>("/api/admin/users", { q, cursor }, signal),
	});

export interface AuditFilter {
	action: AuditAction | null;
	/** In the name of who did it. */
	by: string;
	/** ISO 8601; null for all there is. */
	since: string | null;
}

/** What was done, newest first. */
export const auditLogQuery = ({ action, by, since }: AuditFilter) =>
	infiniteQueryOptions({
		...paged,
		queryKey: ["audit", action, by, since],
		queryFn: ({ pageParam: cursor, signal }) =>
			pageOf<AuditList>("/api/admin/audit", { action, by, since, cursor }, signal),
	});

/** How many jobs there are of each name. */
export const jobsQuery = () =>
	queryOptions({
		queryKey: ["jobs", "figures"],
		queryFn: ({ signal }) => callApi<JobFigures>("GET", "/api/admin/jobs", { signal }),
	});

/** A page of those that were given up. */
export const failedJobsQuery = ({ name, page }: JobsView) =>
	queryOptions({
		queryKey: ["jobs", "failed", name, page],
		queryFn: ({ signal }) => {
			const query = new URLSearchParams({
				limit: String(FAILED_A_PAGE),
				offset: String((page - 1) * FAILED_A_PAGE),
			});
			if (name) query.set("name", name);
			return callApi<FailedJobs>("GET", `/api/admin/jobs/failed?${query}`, { signal });
		},
		placeholderData: keepPreviousData,
	});

const LOOK_AGAIN_MS = 30_000;

/** What the installation keeps. */
export const storageQuery = () =>
	queryOptions({
		queryKey: ["storage"],
		queryFn: ({ signal }) => callApi<StorageFigures>("GET", "/api/admin/storage", { signal }),
		refetchInterval: LOOK_AGAIN_MS,
	});

/** Whether its parts work. What is not healthy is an answer too. */
export const healthQuery = () =>
	queryOptions({
		queryKey: ["health"],
		queryFn: async ({ signal }): Promise<Health> =>
			(await fetch("/api/health", { signal, cache: "no-store" })).json(),
		refetchInterval: LOOK_AGAIN_MS,
	});
