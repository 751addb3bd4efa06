"use client";

import { useTranslations } from "next-intl";
import { Moment } from "#components/ui/moment.tsx";
import type { AuditEntry } from "#lib/audit/audit.schema.ts";
import { auditWords } from "#lib/client/audit-words.ts";

/** What was done, by whom and from where, and when. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
	const t = useTranslations("audit");
	const { user, key, address } = entry;
	const given = auditWords(entry, t("nameless"));
	const who = user ? (user.name ?? t("nameless")) : t("stranger");
	return (
		<li className="grid gap-x-8 gap-y-1 py-3 text-sm lg:grid-cols-[minmax(0,1fr)_16rem_9rem_11rem] lg:items-baseline">
			<p className="min-w-0 text-base [overflow-wrap:anywhere]">
				{t(`action.${entry.action}`, given)}
			</p>
			<div className="flex min-w-0 flex-wrap gap-x-3 text-ink-soft lg:contents">
				<p className="min-w-0 truncate">
					{key ? t("byKey", { name: who, key: key.name ?? t("nameless") }) : who}
				</p>
				<p className="tabular truncate">{address ?? "–"}</p>
				<p className="tabular lg:text-right">
					<Moment at={entry.at} />
				</p>
			</div>
		</li>
	);
}
