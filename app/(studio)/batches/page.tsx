import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BatchesPage } from "#components/batches/batches-page.tsx";
import { listBatches } from "#lib/batches/sheets.service.ts";
import { batchListPath, batchListRange, readBatchList } from "#lib/client/batch-list.ts";
import { batchListQuery } from "#lib/client/batches.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { isAdmin } from "#lib/core/actor.ts";
import { pageActor } from "#lib/http/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("batches"))("title") };
}

export default async function Page({ searchParams }: PageProps<"/batches">) {
	const view = readBatchList(await searchParams);
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(batchListPath(view))}`);
	const client = makeQueryClient();
	client.setQueryData(
		batchListQuery(view).queryKey,
		await listBatches(actor, batchListRange(view)),
	);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<BatchesPage view={view} seesAll={isAdmin(actor)} />
		</HydrationBoundary>
	);
}
