"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "#components/ui/facts.tsx";
import { type JobFigure, STATES, totalsOf } from "#lib/client/job-figures.ts";

/** How many jobs there are in all, by how they stand. */
export function JobTotals({ jobs }: { jobs: readonly JobFigure[] }) {
	const t = useTranslations("jobs");
	const format = useFormatter();
	const totals = totalsOf(jobs);
	const facts = STATES.map((state) => ({
		key: state,
		value: format.number(totals[state]),
		words: t(`total.${state}`),
	}));
	return <Facts facts={facts} large />;
}
