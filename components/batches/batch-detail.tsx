"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { Tab, TabPanel, Tabs, TabsList } from "#components/ui/tabs.tsx";
import type { BatchDetail as Detail } from "#lib/client/batch-types.ts";
import { type BatchView, readView, viewsOf } from "#lib/client/batch-view.ts";
import { batchQuery } from "#lib/client/batches.queries.ts";
import { BatchFacts } from "./batch-facts.tsx";
import { BatchHeader } from "./batch-header.tsx";
import { FailedView } from "./failed-view.tsx";
import { GroupsView } from "./groups-view.tsx";
import { SheetsView } from "./sheets-view.tsx";
import { useLiveBatch } from "./use-live-batch.ts";

interface BatchDetailProps {
	initial: Detail;
	isAdmin: boolean;
}

/** One batch: how it stands, its sheets, and what can be put right. */
export function BatchDetail({ initial, isAdmin }: BatchDetailProps) {
	const { data: known = initial } = useQuery(batchQuery(initial.batch_uuid));
	const batch = useLiveBatch(known);
	const views = viewsOf(batch);
	const [view, choose] = useView(views);
	return (
		<Tabs value={view} onValueChange={choose} activationMode="manual">
			<OfflineLine />
			<div className="gutter grid gap-5 pb-4">
				<BatchHeader batch={batch} isAdmin={isAdmin} />
				<BatchFacts batch={batch} />
			</div>
			{views.length > 1 ? <ViewTabs batch={batch} views={views} /> : null}
			{views.map((each) => (
				<TabPanel key={each} value={each} className="gutter pt-4 pb-32">
					{each === view ? <View view={each} batch={batch} /> : null}
				</TabPanel>
			))}
		</Tabs>
	);
}

function View({ view, batch }: { view: BatchView; batch: Detail }) {
	if (view === "groups") return <GroupsView batch={batch} />;
	return view === "failed" ? <FailedView batch={batch} /> : <SheetsView batch={batch} />;
}

function ViewTabs({ batch, views }: { batch: Detail; views: BatchView[] }) {
	const t = useTranslations("batches.view");
	const counts = {
		groups: batch.groups.length,
		all: batch.sheet_count,
		failed: batch.failed_count,
	};
	return (
		<div className="gutter sticky top-0 z-20 border-line border-b bg-paper">
			<TabsList aria-label={t("label")}>
				{views.map((view) => (
					<Tab
						key={view}
						value={view}
						count={counts[view]}
						label={t("withCount", { name: t(view), count: counts[view] })}
					>
						{t(view)}
					</Tab>
				))}
			</TabsList>
		</div>
	);
}

/** The part in sight, kept in the address: back leads to the part before. */
function useView(views: BatchView[]): [BatchView, (view: string) => void] {
	const path = usePathname();
	const view = readView(useSearchParams().get("show"), views);
	const choose = (next: string) =>
		window.history.pushState(null, "", next === views[0] ? path : `${path}?show=${next}`);
	return [view, choose];
}
