import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { LogPage } from "#components/recognition/log-page.tsx";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { recognitionLogQuery } from "#lib/client/recognition.queries.ts";
import { isAppError } from "#lib/core/errors.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { getLog } from "#lib/recognition/recognition.service.ts";

/** The batch if it is the reader's own, or an admin is reading; else null. */
const ownLog = cache(async (batchId: string) => {
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(`/recognition/${batchId}`)}`);
	try {
		return await getLog(actor, batchId);
	} catch (error) {
		if (isAppError(error, "BATCH_NOT_FOUND")) return null;
		throw error;
	}
});

type Props = PageProps<"/recognition/[batchId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const log = await ownLog((await params).batchId);
	if (!log) return {};
	const t = await getTranslations("recognition");
	return { title: t("photos", { count: log.total_photos }) };
}

export default async function Page({ params }: Props) {
	const log = await ownLog((await params).batchId);
	if (!log) notFound();
	const client = makeQueryClient();
	client.setQueryData(recognitionLogQuery(log.batch_id).queryKey, log);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<LogPage key={log.batch_id} initial={log} />
		</HydrationBoundary>
	);
}
