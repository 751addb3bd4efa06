"use client";

import { CloudOff, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { FACE_GRID, FacesLoading } from "./face-grid.tsx";
import { NewPersonDialog } from "./new-person-dialog.tsx";
import { PersonCard } from "./person-card.tsx";
import { usePeople } from "./use-people.ts";

/** Everyone whose face is known, by name. */
export function PeoplePage() {
	const t = useTranslations("people");
	const [typed, setTyped] = useState("");
	const wanted = useDeferredValue(typed.trim());
	const shown = usePeople(wanted);
	const { total } = shown;
	const blank = total === 0 && wanted === "";
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 grid-cols-1 gap-8 pt-8 pb-16 md:pt-12">
				<header className="flex flex-wrap items-end justify-between gap-4">
					<div className="grid gap-1">
						<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
						<p role="status" className="tabular text-ink-soft text-sm">
							{total && !wanted ? t("summary", { count: total }) : null}
							{total && wanted ? t("found", { count: total, query: wanted }) : null}
							{total ? null : " "}
						</p>
					</div>
					{blank ? null : (
						<div className="flex items-center justify-end gap-3 max-sm:w-full sm:flex-1">
							<SearchBox
								label={t("searchLabel")}
								placeholder={t("search")}
								value={typed}
								onChange={setTyped}
							/>
							<NewPersonDialog />
						</div>
					)}
				</header>
				<People shown={shown} wanted={wanted} />
			</div>
		</>
	);
}

function People({ shown, wanted }: { shown: ReturnType<typeof usePeople>; wanted: string }) {
	const t = useTranslations();
	const errorText = useErrorText();
	const { query, people, loadMore } = shown;
	if (!query.data && query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("people.errorTitle")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!query.data) return <FacesLoading />;
	if (people.length > 0)
		return (
			<ul className={FACE_GRID}>
				{people.map((person) => (
					<li key={person.id} className="min-w-0">
						<PersonCard person={person} />
					</li>
				))}
				{query.hasNextPage ? <NearEnd key={people.length} onNear={loadMore} /> : null}
			</ul>
		);
	if (wanted) return <EmptyState title={t("people.nothingFound", { query: wanted })} />;
	return (
		<EmptyState
			icon={<UsersRound aria-hidden />}
			title={t("people.emptyTitle")}
			body={t("people.emptyBody")}
		>
			<NewPersonDialog />
		</EmptyState>
	);
}
