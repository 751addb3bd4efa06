"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ListState } from "#components/ui/list-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { useUsers } from "./use-users.ts";
import { UserRow } from "./user-row.tsx";

/** Everybody with an account. */
export function UsersPage() {
	const t = useTranslations("users");
	const [typed, setTyped] = useState("");
	const wanted = useDeferredValue(typed.trim());
	const shown = useUsers(wanted);
	const { total } = shown;
	return (
		<>
			<header className="flex flex-wrap items-end justify-between gap-4">
				<div className="grid gap-1">
					<h1 className="font-display text-xl tracking-tight">{t("title")}</h1>
					<p role="status" className="tabular text-ink-soft text-sm">
						{total === undefined ? " " : null}
						{total !== undefined && !wanted ? t("summary", { count: total }) : null}
						{total !== undefined && wanted ? t("found", { count: total, query: wanted }) : null}
					</p>
				</div>
				<div className="flex items-center justify-end gap-3 max-sm:w-full sm:flex-1">
					<SearchBox
						label={t("searchLabel")}
						placeholder={t("search")}
						value={typed}
						onChange={setTyped}
					/>
					<InviteDialog />
				</div>
			</header>
			<Users shown={shown} wanted={wanted} />
		</>
	);
}

function Users({ shown, wanted }: { shown: ReturnType<typeof useUsers>; wanted: string }) {
	const t = useTranslations("users");
	const { query, users, loadMore } = shown;
	if (!query.data) return <ListState query={query} />;
	if (users.length === 0) return <EmptyState title={t("nothingFound", { query: wanted })} />;
	return (
		<ul aria-label={t("title")} className="divide-y divide-line border-line border-t">
			{users.map((user) => (
				<UserRow key={user.id} user={user} />
			))}
			{query.hasNextPage ? <NearEnd key={users.length} onNear={loadMore} /> : null}
		</ul>
	);
}
