import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WebhooksPage } from "#components/webhooks/webhooks-page.tsx";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { webhooksQuery } from "#lib/client/webhooks.queries.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { listWebhooks } from "#lib/webhooks/webhooks.service.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("webhooks"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/settings/webhooks");
	const client = makeQueryClient();
	client.setQueryData(webhooksQuery().queryKey, await listWebhooks(actor));
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<WebhooksPage />
		</HydrationBoundary>
	);
}
