import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { StudioEvent } from "#components/events/studio-event.tsx";
import { albumOf, readEventView } from "#lib/client/event-view.ts";
import { eventKeys } from "#lib/client/events.queries.ts";
import { favouriteKeys } from "#lib/client/favourites.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { FIRST_FILES, ZONES_A_PAGE, zonesQuery } from "#lib/client/zones.queries.ts";
import { isAppError } from "#lib/core/errors.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { getEvent } from "#lib/events/events.service.ts";
import { getEventFavourites } from "#lib/guests/favourites.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { pageOrigin } from "#lib/http/page-origin.ts";
import { listZonePage } from "#lib/zones/zone-pages.service.ts";
import { prefetchGallery } from "../../../prefetch-gallery.ts";

/** The event if it is the reader's own, or an admin is reading; else null. */
const ownEvent = cache(async (eventId: string): Promise<EventFull | null> => {
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(`/events/${eventId}`)}`);
	try {
		const event = await getEvent(actor, eventId);
		return "owner_id" in event ? event : null;
	} catch (error) {
		if (isAppError(error, "EVENT_NOT_FOUND") || isAppError(error, "ACCESS_CODE_REQUIRED"))
			return null;
		throw error;
	}
});

type Props = PageProps<"/events/[eventId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	return { title: (await ownEvent((await params).eventId))?.name };
}

export default async function Page({ params, searchParams }: Props) {
	const { eventId } = await params;
	const view = readEventView((await searchParams).view);
	const event = await ownEvent(eventId);
	if (!event) notFound();
	const actor = await pageActor();
	const client = makeQueryClient();
	client.setQueryData(eventKeys.detail(event.id), event);
	const album = albumOf(view);
	await prefetchGallery(client, actor, { eventId, choice: album, order: "arrived" });
	if (view === "favourites")
		client.setQueryData(favouriteKeys.event(event.id), await getEventFavourites(actor, event.id));
	if (view === "zones")
		await client.prefetchInfiniteQuery({
			...zonesQuery(event.id),
			queryFn: () =>
				listZonePage(actor, event.id, {
					limit: ZONES_A_PAGE,
					files: FIRST_FILES,
					cursor: undefined,
				}),
		});
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<StudioEvent key={event.id} initial={event} initialView={view} origin={await pageOrigin()} />
		</HydrationBoundary>
	);
}
