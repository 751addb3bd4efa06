import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { UploadPage } from "#components/batches/upload-page.tsx";
import { eventKeys } from "#lib/client/events.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { listEvents } from "#lib/events/events.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";

const MOST_EVENTS = 200;

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("batchUpload"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/batches/new");
	const client = makeQueryClient();
	const { events } = await listEvents(actor, { owned: true, limit: MOST_EVENTS });
	client.setQueryData(eventKeys.list(), events);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<UploadPage />
		</HydrationBoundary>
	);
}
