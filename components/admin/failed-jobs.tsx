"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { failedJobsQuery } from "#lib/client/admin.queries.ts";
import type { JobFigure } from "#lib/client/job-figures.ts";
import { FAILED_A_PAGE, type JobsView, jobsPath } from "#lib/client/jobs-view.ts";
import { jobsPollMs } from "#lib/client/polling.ts";
import { FailedJobRow } from "./failed-job-row.tsx";
import { useJobWords } from "./use-job-words.ts";

interface FailedJobsProps {
	view: JobsView;
	jobs: readonly JobFigure[];
}

/** Jobs that were given up, and why. */
export function FailedJobs({ view, jobs }: FailedJobsProps) {
	const t = useTranslations("jobs.failed");
	const kind = useJobWords();
	const names = jobs.filter(({ name, failed }) => failed > 0 || name === view.name);
	const tabs = [null, ...names.map(({ name }) => name)].map((name) => ({
		href: jobsPath({ name, page: 1 }),
		label: name === null ? t("all") : kind(name),
		here: name === view.name,
	}));
	return (
		<section className="grid grid-cols-1 gap-3 pt-4">
			<div className="grid gap-1">
				<h2 className="font-display text-lg tracking-tight">{t("title")}</h2>
				<p className="text-ink-soft text-sm">{t("kept")}</p>
			</div>
			{tabs.length > 1 ? <LinkTabs label={t("filter")} tabs={tabs} /> : null}
			<List view={view} jobs={jobs} />
		</section>
	);
}

function List({ view, jobs }: FailedJobsProps) {
	const t = useTranslations("jobs.failed");
	const query = useQuery({
		...failedJobsQuery(view),
		refetchInterval: ({ state }) => jobsPollMs(jobs, { failing: state.status === "error" }),
	});
	if (!query.data) return <ListState query={query} />;
	const { jobs: failed, total } = query.data;
	if (failed.length === 0)
		return <EmptyState icon={<CircleCheck aria-hidden />} title={t("none")} />;
	return (
		<div>
			<ol aria-label={t("title")} className="divide-y divide-line">
				{failed.map((job) => (
					<FailedJobRow key={job.id} job={job} />
				))}
			</ol>
			<Pages view={view} shown={failed.length} total={total} />
		</div>
	);
}

function Pages({ view, shown, total }: { view: JobsView; shown: number; total: number }) {
	const t = useTranslations("jobs.failed");
	const from = (view.page - 1) * FAILED_A_PAGE;
	if (total <= FAILED_A_PAGE && view.page === 1) return null;
	const to = (page: number) => jobsPath({ ...view, page });
	return (
		<Pager
			label={t("pages")}
			previous={view.page > 1 ? to(view.page - 1) : null}
			next={from + shown < total ? to(view.page + 1) : null}
			words={{ previous: t("previous"), next: t("next") }}
		>
			{t("range", { from: from + 1, to: from + shown, total })}
		</Pager>
	);
}
