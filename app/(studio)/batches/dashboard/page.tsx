import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FiguresPage } from "#components/batches/figures-page.tsx";
import { getStats } from "#lib/batches/sheets.service.ts";
import { batchStatsQuery } from "#lib/client/batches.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { pageActor } from "#lib/http/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("batches.figures"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/batches/dashboard");
	const client = makeQueryClient();
	const { days } = await getStats(actor);
	client.setQueryData(batchStatsQuery().queryKey, days);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<FiguresPage today={new Date().toISOString().slice(0, 10)} />
		</HydrationBoundary>
	);
}
