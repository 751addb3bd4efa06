"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ListState } from "#components/ui/list-state.tsx";
import { jobsQuery } from "#lib/client/admin.queries.ts";
import type { JobsView } from "#lib/client/jobs-view.ts";
import { jobsPollMs } from "#lib/client/polling.ts";
import { FailedJobs } from "./failed-jobs.tsx";
import { JobKinds } from "./job-kinds.tsx";
import { JobTotals } from "./job-totals.tsx";

/** The work that is waiting, under way, or was given up. */
export function JobsPage({ view }: { view: JobsView }) {
	const t = useTranslations("jobs");
	const query = useQuery({
		...jobsQuery(),
		refetchInterval: ({ state }) =>
			jobsPollMs(state.data?.jobs, { failing: state.status === "error" }),
	});
	const jobs = query.data?.jobs;
	return (
		<>
			<header className="grid gap-1">
				<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
				<p className="text-ink-soft text-sm">{t("lead")}</p>
			</header>
			{jobs ? (
				<>
					<JobTotals jobs={jobs} />
					<JobKinds jobs={jobs} />
					<FailedJobs view={view} jobs={jobs} />
				</>
			) : (
				<ListState query={query} />
			)}
		</>
	);
}
