"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { type JobFigure, STATES, splitQuiet } from "#lib/client/job-figures.ts";
import { useJobActions } from "./use-job-actions.ts";
import { useJobWords } from "./use-job-words.ts";

/** Every kind of job of which there are any. */
export function JobKinds({ jobs }: { jobs: readonly JobFigure[] }) {
	const t = useTranslations("jobs");
	const { busy, quiet } = splitQuiet(jobs);
	return (
		<section className="grid grid-cols-1 gap-3">
			<h2 className="font-display text-lg tracking-tight">{t("kinds")}</h2>
			{busy.length > 0 ? (
				<ul aria-label={t("kinds")} className="divide-y divide-line border-line border-t">
					{busy.map((job) => (
						<JobKind key={job.name} job={job} />
					))}
				</ul>
			) : null}
			<p className="text-ink-soft text-sm">{t("quiet", { count: quiet, total: jobs.length })}</p>
		</section>
	);
}

function JobKind({ job }: { job: JobFigure }) {
	const t = useTranslations("jobs");
	const kind = useJobWords()(job.name);
	const { retryAll, busy } = useJobActions();
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
			<div className="grid min-w-0 gap-1">
				<p className="font-medium">{kind}</p>
				<p className="tabular flex flex-wrap gap-x-4 text-ink-soft text-sm">
					{STATES.filter((state) => job[state] > 0).map((state) => (
						<span key={state} className={state === "failed" ? "text-danger-text" : ""}>
							{t(`count.${state}`, { count: job[state] })}
						</span>
					))}
					{job.oldest_waiting_since ? (
						<span>
							{t("oldest")} <Moment at={job.oldest_waiting_since} short />
						</span>
					) : null}
				</p>
			</div>
			{job.failed > 0 ? (
				<Button
					size="sm"
					busy={busy}
					aria-label={t("retryKind", { count: job.failed, kind })}
					onClick={() => retryAll(job.name)}
				>
					<RotateCw aria-hidden />
					{t("retryAll", { count: job.failed })}
				</Button>
			) : null}
		</li>
	);
}
