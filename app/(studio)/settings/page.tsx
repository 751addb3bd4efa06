import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SettingsPage } from "#components/account/settings-page.tsx";
import { getAccount } from "#lib/auth/account.service.ts";
import { listKeys } from "#lib/auth/keys.service.ts";
import { listSessions } from "#lib/auth/sessions.service.ts";
import { accountQuery, keysQuery, sessionsQuery } from "#lib/client/account.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { pageActor } from "#lib/http/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("account"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/settings");
	const client = makeQueryClient();
	const [account, keys, sessions] = await Promise.all([
		getAccount(actor),
		listKeys(actor),
		listSessions(actor),
	]);
	client.setQueryData(accountQuery().queryKey, account);
	client.setQueryData(keysQuery().queryKey, keys);
	client.setQueryData(sessionsQuery().queryKey, sessions);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<SettingsPage />
		</HydrationBoundary>
	);
}
