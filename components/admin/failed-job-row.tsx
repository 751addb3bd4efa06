"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { subjectPath } from "#lib/client/jobs-view.ts";
import type { FailedJob, JobSubject } from "#lib/operations/jobs.schema.ts";
import { useJobActions } from "./use-job-actions.ts";
import { useJobWords } from "./use-job-words.ts";

/** One job that was given up: what it was to do, to what, and what went wrong. */
export function FailedJobRow({ job }: { job: FailedJob }) {
	const t = useTranslations("jobs.failed");
	const kind = useJobWords()(job.name);
	const { retry, busy } = useJobActions();
	return (
		<li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
			<div className="grid min-w-0 flex-1 basis-64 gap-1">
				<p className="flex flex-wrap gap-x-3">
					<span className="font-medium">{kind}</span>
					{job.about ? <About about={job.about} /> : null}
				</p>
				{/* As the server noted it, in English. */}
				<p lang="en" className="text-danger-text text-sm [overflow-wrap:anywhere]">
					{job.reason}
				</p>
				<p className="tabular flex flex-wrap gap-x-4 text-ink-soft text-sm">
					<Moment at={job.failed_at} />
					<span>{t("tries", { count: job.tries })}</span>
				</p>
			</div>
			<Button
				size="sm"
				busy={busy}
				aria-label={t("retryOne", { kind })}
				onClick={() => retry(job.id)}
			>
				{t("retry")}
			</Button>
		</li>
	);
}

function About({ about }: { about: JobSubject }) {
	const t = useTranslations("jobs");
	const path = subjectPath(about);
	const words = about.name ?? t(`about.${about.kind}`);
	if (!path) return <span className="text-ink-soft [overflow-wrap:anywhere]">{words}</span>;
	return (
		<Link
			href={path}
			className="min-w-0 rounded-control underline underline-offset-4 [overflow-wrap:anywhere]"
		>
			{words}
		</Link>
	);
}
