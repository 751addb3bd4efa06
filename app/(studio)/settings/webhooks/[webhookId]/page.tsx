import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { WebhookPage } from "#components/webhooks/webhook-page.tsx";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { webhooksQuery } from "#lib/client/webhooks.queries.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { listWebhooks } from "#lib/webhooks/webhooks.service.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("webhooks"))("one") };
}

export default async function Page({ params }: PageProps<"/settings/webhooks/[webhookId]">) {
	const { webhookId } = await params;
	const actor = await pageActor();
	if (!actor.user)
		redirect(`/sign-in?next=${encodeURIComponent(`/settings/webhooks/${webhookId}`)}`);
	const list = await listWebhooks(actor);
	if (!list.webhooks.some(({ id }) => id === webhookId)) notFound();
	const client = makeQueryClient();
	client.setQueryData(webhooksQuery().queryKey, list);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<WebhookPage id={webhookId} />
		</HydrationBoundary>
	);
}
