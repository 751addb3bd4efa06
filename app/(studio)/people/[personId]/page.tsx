import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { PersonPage } from "#components/people/person-page.tsx";
import { personQuery } from "#lib/client/people.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { isAppError } from "#lib/core/errors.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { getPerson } from "#lib/people/people.service.ts";

/** Someone whom the reader's domain knows; else null. */
const knownPerson = cache(async (personId: string) => {
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(`/people/${personId}`)}`);
	try {
		return await getPerson(actor, personId);
	} catch (error) {
		if (isAppError(error, "PERSON_NOT_FOUND")) return null;
		throw error;
	}
});

type Props = PageProps<"/people/[personId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const person = await knownPerson((await params).personId);
	return person ? { title: person.name } : {};
}

export default async function Page({ params }: Props) {
	const person = await knownPerson((await params).personId);
	if (!person) notFound();
	const client = makeQueryClient();
	client.setQueryData(personQuery(person.id).queryKey, person);
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<PersonPage key={person.id} initial={person} />
		</HydrationBoundary>
	);
}
