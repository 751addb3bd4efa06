"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CONTROL } from "#components/ui/field.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { AUDIT_ACTIONS, type AuditAction } from "#lib/audit/audit.schema.ts";
import { auditLogQuery } from "#lib/client/admin.queries.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import { AuditRow } from "./audit-row.tsx";
import { ListState } from "./list-state.tsx";

/** Who did what, newest first. */
export function AuditPage() {
	const t = useTranslations("audit");
	const [action, setAction] = useState<AuditAction | null>(null);
	return (
		<>
			<header className="flex flex-wrap items-end justify-between gap-4">
				<div className="grid gap-1">
					<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
					<p className="text-ink-soft text-sm">{t("lead")}</p>
				</div>
				<select
					aria-label={t("filter")}
					value={action ?? ""}
					onChange={({ target }) =>
						setAction(AUDIT_ACTIONS.find((known) => known === target.value) ?? null)
					}
					className={`${CONTROL} h-10 text-sm sm:w-72`}
				>
					<option value="">{t("all")}</option>
					{AUDIT_ACTIONS.map((known) => (
						<option key={known} value={known}>
							{t(`kind.${known}`)}
						</option>
					))}
				</select>
			</header>
			<Entries action={action} />
		</>
	);
}

function Entries({ action }: { action: AuditAction | null }) {
	const t = useTranslations("audit");
	const query = useInfiniteQuery(auditLogQuery(action));
	const loadMore = useLoadMore(query);
	if (!query.data) return <ListState query={query} />;
	const entries = query.data.pages.flatMap((page) => page.entries);
	if (entries.length === 0) return <EmptyState title={t("none")} />;
	return (
		<ol aria-label={t("title")} className="divide-y divide-line border-line border-t">
			{entries.map((entry) => (
				<AuditRow key={entry.id} entry={entry} />
			))}
			{query.hasNextPage ? <NearEnd key={entries.length} onNear={loadMore} /> : null}
		</ol>
	);
}
