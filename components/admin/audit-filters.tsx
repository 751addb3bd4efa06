"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useState } from "react";
import { SearchBox } from "#components/ui/search-box.tsx";
import { Select } from "#components/ui/select.tsx";
import { AUDIT_ACTIONS } from "#lib/audit/audit.values.ts";
import type { AuditFilter } from "#lib/client/admin.queries.ts";

/** In days. */
const PERIODS = ["1", "7", "30"] as const;
const DAY_MS = 86_400_000;

interface AuditFiltersProps {
	filter: AuditFilter;
	onChange: (filter: AuditFilter) => void;
}

/** What of the log is shown: what was done, by whom, and since when. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
	const t = useTranslations("audit");
	const [period, setPeriod] = useState("");
	function choosePeriod({ target }: ChangeEvent<HTMLSelectElement>) {
		setPeriod(target.value);
		const since = target.value
			? new Date(Date.now() - Number(target.value) * DAY_MS).toISOString()
			: null;
		onChange({ ...filter, since });
	}
	const chooseAction = ({ target }: ChangeEvent<HTMLSelectElement>) =>
		onChange({ ...filter, action: AUDIT_ACTIONS.find((known) => known === target.value) ?? null });
	return (
		<div className="flex flex-wrap gap-3">
			<SearchBox
				label={t("byLabel")}
				placeholder={t("by")}
				value={filter.by}
				onChange={(by) => onChange({ ...filter, by })}
			/>
			<Select
				aria-label={t("filter")}
				value={filter.action ?? ""}
				onChange={chooseAction}
				className="w-full sm:max-w-72 sm:flex-1"
			>
				<option value="">{t("all")}</option>
				{AUDIT_ACTIONS.map((known) => (
					<option key={known} value={known}>
						{t(`kind.${known}`)}
					</option>
				))}
			</Select>
			<Select
				aria-label={t("period")}
				value={period}
				onChange={choosePeriod}
				className="w-full sm:max-w-48 sm:flex-1"
			>
				<option value="">{t("everSince")}</option>
				{PERIODS.map((days) => (
					<option key={days} value={days}>
						{t("days", { days: Number(days) })}
					</option>
				))}
			</Select>
		</div>
	);
}
