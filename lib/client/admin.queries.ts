import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AuditAction, AuditList } from "#lib/audit/audit.schema.ts";
import type { UserList } from "#lib/auth/users.schema.ts";
import type { Health } from "#lib/health/health.schema.ts";
import type { StorageFigures } from "#lib/operations/storage.schema.ts";
import { callApi } from "./api.ts";

const A_PAGE = 50;

function pageOf<T>(path: string, given: Record<string, string | null>, signal: AbortSignal) {
	const query = new URLSearchParams({ limit: String(A_PAGE) });
	for (const [name, value] of Object.entries(given)) if (value) query.set(name, value);
	return callApi<T>("GET", `${path}?${query}`, { signal });
}

const paged = {
	initialPageParam: null as string | null,
	getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
	placeholderData: keepPreviousData,
};

/** Accounts with this in their name or address, by name. */
export const usersQuery = (q: string) =>
	infiniteQueryOptions({
		...paged,
		queryKey: ["users", q],
		queryFn: ({ pageParam: cursor, signal }) =>
			pageOf<UserList>("/api/admin/users", { q, cursor }, signal),
	});

/** What was done, newest first; of one kind where that is asked for. */
export const auditLogQuery = (action: AuditAction | null) =>
	infiniteQueryOptions({
		...paged,
		queryKey: ["audit", action],
		queryFn: ({ pageParam: cursor, signal }) =>
			pageOf<AuditList>("/api/admin/audit", { action, cursor }, signal),
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
