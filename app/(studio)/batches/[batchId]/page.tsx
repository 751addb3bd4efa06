import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { BatchDetail } from "#components/batches/batch-detail.tsx";
import { getStatus } from "#lib/batches/sheets.service.ts";
import { batchQuery, sheetsQuery } from "#lib/client/batches.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { SHEETS_A_PAGE } from "#lib/client/sheet-pages.ts";
import { isAdmin } from "#lib/core/actor.ts";
import { isAppError } from "#lib/core/errors.ts";
import { pageActor } from "#lib/http/page-actor.ts";

/** The batch with its first sheets, if it is the reader's own, or an admin is reading; else null. */
const ownBatch = cache(async (batchId: string) => {
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(`/batches/${batchId}`)}`);
	try {
		return await getStatus(actor, batchId, {
			limit: SHEETS_A_PAGE,
			offset: 0,
			failed: false,
		});
	} catch (error) {
		if (isAppError(error, "BATCH_NOT_FOUND")) return null;
		throw error;
	}
});

type Props = PageProps<"/batches/[batchId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const batch = await ownBatch((await params).batchId);
	return batch ? { title: batch.file_name ?? batch.task_id } : {};
}

export default async function Page({ params }: Props) {
	const batch = await ownBatch((await params).batchId);
	if (!batch) notFound();
	const { batch_uuid: id, sheets } = batch;
	const client = makeQueryClient();
	client.setQueryData(batchQuery(id).queryKey, batch);
	client.setQueryData(sheetsQuery(id, "all", batch.sheet_count).queryKey, {
		pages: [{ sheets }],
		pageParams: [0],
	});
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<BatchDetail key={id} initial={batch} isAdmin={isAdmin(await pageActor())} />
		</HydrationBoundary>
	);
}
