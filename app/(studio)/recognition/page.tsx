import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecognitionPage } from "#components/recognition/recognition-page.tsx";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { HISTORY_A_PAGE, recognitionHistoryQuery } from "#lib/client/recognition.queries.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { listLogs } from "#lib/recognition/recognition.service.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("recognition"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/recognition");
	const client = makeQueryClient();
	await client.prefetchInfiniteQuery({
		...recognitionHistoryQuery(),
		queryFn: () => listLogs(actor, { limit: HISTORY_A_PAGE, offset: 0 }),
	});
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<RecognitionPage />
		</HydrationBoundary>
	);
}
