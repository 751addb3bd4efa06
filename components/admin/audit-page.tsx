"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { type AuditFilter, auditLogQuery } from "#lib/client/admin.queries.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditRow } from "./audit-row.tsx";

const ALL: AuditFilter = { action: null, by: "", since: null };

/** Who did what, newest first. */
export function AuditPage() {
	const t = useTranslations("audit");
	const [filter, setFilter] = useState(ALL);
	const by = useDeferredValue(filter.by.trim());
	return (
		<>
			<header className="grid gap-4">
				<div className="grid gap-1">
					<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
					<p className="text-ink-soft text-sm">{t("lead")}</p>
				</div>
				<AuditFilters filter={filter} onChange={setFilter} />
			</header>
			<Entries filter={{ ...filter, by }} />
		</>
	);
}

function Entries({ filter }: { filter: AuditFilter }) {
	const t = useTranslations("audit");
	const query = useInfiniteQuery(auditLogQuery(filter));
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
