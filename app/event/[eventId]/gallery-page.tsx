import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AccessPage } from "#components/gallery/access-page.tsx";
import { GuestGallery } from "#components/gallery/guest-gallery.tsx";
import { eventKeys } from "#lib/client/events.queries.ts";
import { favouriteKeys, readList } from "#lib/client/favourites.queries.ts";
import { readSearch } from "#lib/client/found-me.ts";
import { readGalleryView } from "#lib/client/gallery-address.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { UploadProvider } from "#lib/client/upload-context.tsx";
import { GUEST } from "#lib/client/upload-owner.ts";
import { coverOf } from "#lib/core/cover.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { openGallery } from "#lib/events/events.service.ts";
import { getOwn } from "#lib/guests/favourites.service.ts";
import { noteView } from "#lib/guests/statistics.service.ts";
import { isCrawler } from "#lib/http/crawlers.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { listShownZones } from "#lib/zones/shown-zones.service.ts";
import { prefetchGallery } from "../../prefetch-gallery.ts";
import { galleryPreview } from "./link-preview.ts";

const gallery = cache(async (eventId: string) => openGallery(await pageActor(), eventId));

type Params = Promise<Record<string, string | string[] | undefined>>;

interface Asked {
	eventId: string;
	/** The photo that is to be opened. */
	photoId?: string;
	searchParams: Params;
}

/** Of whichever page of a gallery. */
export async function galleryMetadata(asked: Asked): Promise<Metadata> {
	const { eventId, photoId: photo, searchParams } = asked;
	const opened = await gallery(eventId);
	if (opened.status === "missing") return {};
	const t = await getTranslations("gallery");
	const list = readList((await searchParams).list) ?? undefined;
	return {
		title: t("title", { name: opened.event.name }),
		...(await galleryPreview(eventId, photo ? { photo } : { list })),
	};
}

/** The gallery, or the door to it. */
export async function GalleryPage({ eventId, photoId, searchParams }: Asked) {
	const opened = await gallery(eventId);
	if (opened.status === "missing") notFound();
	const asked = await searchParams;
	if (opened.status === "code") {
		const { code } = asked;
		const linkCode = typeof code === "string" && code.length <= 64 ? code : null;
		return <AccessPage event={opened.event} linkCode={linkCode} list={readList(asked.list)} />;
	}
	// Not needed any more, and not for everyone who looks over a shoulder.
	if (asked.code !== undefined)
		redirect(`/event/${opened.event.id}${photoId ? `/p/${encodeURIComponent(photoId)}` : ""}`);
	if (!(await isCrawler())) await noteView(await pageActor(), opened.event.id);
	return <OpenGallery event={opened.event} asked={asked} />;
}

interface OpenGalleryProps {
	event: EventPublic;
	asked: Awaited<Params>;
}

async function OpenGallery({ event, asked }: OpenGalleryProps) {
	const actor = await pageActor();
	const client = makeQueryClient();
	client.setQueryData(eventKeys.detail(event.id), event);
	const view = readGalleryView(asked);
	const { album, zone, order } = view;
	const choice = zone === null ? album : { zone };
	const first = await prefetchGallery(client, actor, { eventId: event.id, choice, order });
	client.setQueryData(eventKeys.shownZones(event.id), await listShownZones(actor, event.id));
	client.setQueryData(favouriteKeys.mine(event.id), await getOwn(actor, event.id));
	const hasPass = actor.passes.some((pass) => pass.eventId === event.id);
	const mayUpload =
		event.guest_uploads === "open" ||
		(event.guest_uploads === "code" && (hasPass || actor.user !== null));
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<UploadProvider owner={GUEST}>
				<GuestGallery
					initial={event}
					cover={coverOf(first)}
					initialView={view}
					search={readSearch(asked.search)}
					list={readList(asked.list)}
					mayUpload={mayUpload}
				/>
			</UploadProvider>
		</HydrationBoundary>
	);
}
