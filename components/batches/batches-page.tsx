"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, CloudOff, FileStack, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import {
	BATCHES_A_PAGE,
	type BatchListView,
	batchListPath,
	pageCount,
} from "#lib/client/batch-list.ts";
import type { BatchList } from "#lib/client/batch-types.ts";
import { batchListQuery } from "#lib/client/batches.queries.ts";
import { isRunning } from "#lib/client/polling.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { BatchFilters } from "./batch-filters.tsx";
import { BatchRow } from "./batch-row.tsx";

interface BatchesPageProps {
	view: BatchListView;
	/** Admins see everybody's. */
	seesAll: boolean;
}

export function BatchesPage({ view, seesAll }: BatchesPageProps) {
	const t = useTranslations("batches");
	const list = useQuery(batchListQuery(view));
	const blank = list.data?.total === 0 && view.status === undefined;
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 gap-4 pt-8 pb-16 md:pt-12">
				<header className="flex flex-wrap items-end justify-between gap-4">
					<div className="grid gap-1">
						<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
						<p className="tabular min-h-5 text-ink-soft text-sm">
							{list.data && (list.data.total > 0 || !view.status)
								? t(seesAll ? "summaryAll" : "summary", { count: list.data.total })
								: " "}
						</p>
					</div>
					{blank ? null : <Actions />}
				</header>
				{blank ? null : <BatchFilters chosen={view.status} />}
				<Batches query={list} view={view} seesAll={seesAll} />
			</div>
		</>
	);
}

function Actions() {
	const t = useTranslations("batches");
	return (
		<div className="flex items-center gap-2">
			<Button asChild look="quiet" className="max-sm:-ml-4">
				<Link href="/batches/dashboard">
					<ChartNoAxesColumn aria-hidden />
					{t("figures.title")}
				</Link>
			</Button>
			<NewBatch />
		</div>
	);
}

function NewBatch() {
	const t = useTranslations("batches");
	return (
		<Button asChild look="primary">
			<Link href="/batches/new">
				<Plus aria-hidden />
				{t("create")}
			</Link>
		</Button>
	);
}

interface BatchesProps extends BatchesPageProps {
	query: { data: BatchList | undefined; error: unknown; refetch: () => unknown };
}

function Batches({ query, view, seesAll }: BatchesProps) {
	const t = useTranslations();
	const errorText = useErrorText();
	const { data: list } = query;
	if (!list && query.error)
		return (
			<EmptyState
				icon={<CloudOff aria-hidden />}
				title={t("batches.errorTitle")}
				body={errorText(query.error)}
			>
				<Button onClick={() => query.refetch()}>{t("common.retry")}</Button>
			</EmptyState>
		);
	if (!list) return <BatchesLoading />;
	if (list.batches.length === 0) return <NoBatches view={view} total={list.total} />;
	const running = list.batches.filter(isRunning).length;
	return (
		<div>
			<ul className="divide-y divide-line">
				{list.batches.map((batch) => (
					<li key={batch.batch_uuid}>
						<BatchRow batch={batch} showOwner={seesAll} running={running} />
					</li>
				))}
			</ul>
			<Pages view={view} list={list} />
		</div>
	);
}

function NoBatches({ view, total }: { view: BatchListView; total: number }) {
	const t = useTranslations("batches");
	if (total > 0)
		return (
			<EmptyState icon={<SearchX aria-hidden />} title={t("noPage", { page: view.page })}>
				<Button asChild>
					<Link href={batchListPath({ ...view, page: 1 })}>{t("firstPage")}</Link>
				</Button>
			</EmptyState>
		);
	if (view.status)
		return <EmptyState icon={<FileStack aria-hidden />} title={t(`none.${view.status}`)} />;
	return (
		<EmptyState icon={<FileStack aria-hidden />} title={t("emptyTitle")} body={t("emptyBody")}>
			<NewBatch />
		</EmptyState>
	);
}

function Pages({ view, list }: { view: BatchListView; list: BatchList }) {
	const t = useTranslations("batches");
	const pages = pageCount(list.total);
	if (pages === 1) return null;
	const at = (page: number) => (page < 1 || page > pages ? null : batchListPath({ ...view, page }));
	const from = (view.page - 1) * BATCHES_A_PAGE;
	return (
		<Pager
			label={t("pages.label")}
			previous={at(view.page - 1)}
			next={at(view.page + 1)}
			words={{ previous: t("pages.previous"), next: t("pages.next") }}
		>
			{t("pages.range", { from: from + 1, to: from + list.batches.length, total: list.total })}
		</Pager>
	);
}

export function BatchesLoading() {
	const t = useTranslations("common");
	return (
		<div role="status" aria-label={t("loading")} className="divide-y divide-line">
			{["a", "b", "c", "d", "e"].map((key) => (
				<div
					key={key}
					className="grid gap-x-8 gap-y-4 py-5 lg:grid-cols-[14rem_minmax(0,1fr)] lg:items-center"
				>
					<Skeleton className="aspect-[4/1] w-full lg:w-56" />
					<div className="grid gap-2">
						<Skeleton className="h-6 w-1/2 rounded-photo" />
						<Skeleton className="h-4 w-1/3 rounded-photo" />
					</div>
				</div>
			))}
		</div>
	);
}
