import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PeoplePage } from "#components/people/people-page.tsx";
import { PEOPLE_A_PAGE, peopleQuery } from "#lib/client/people.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { listPeople } from "#lib/people/people.service.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("people"))("title") };
}

export default async function Page() {
	const actor = await pageActor();
	if (!actor.user) redirect("/sign-in?next=/people");
	const client = makeQueryClient();
	await client.prefetchInfiniteQuery({
		...peopleQuery(""),
		queryFn: () => listPeople(actor, { limit: PEOPLE_A_PAGE }),
	});
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PeoplePage />
		</HydrationBoundary>
	);
}
