import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AccessPage } from "#components/gallery/access-page.tsx";
import { GuestGallery } from "#components/gallery/guest-gallery.tsx";
import { eventKeys } from "#lib/client/events.queries.ts";
import { readSearch } from "#lib/client/found-me.ts";
import { PAGE_SIZE } from "#lib/client/photo-pages.ts";
import { photosQuery } from "#lib/client/photos.queries.ts";
import { makeQueryClient } from "#lib/client/query-client.ts";
import { UploadProvider } from "#lib/client/upload-context.tsx";
import { GUEST } from "#lib/client/upload-owner.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { openGallery } from "#lib/events/events.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import type { PhotoList } from "#lib/media/media.schema.ts";
import { listPhotos } from "#lib/media/media.service.ts";

const gallery = cache(async (eventId: string) => openGallery(await pageActor(), eventId));

type Props = PageProps<"/event/[eventId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const opened = await gallery((await params).eventId);
	if (opened.status === "missing") return {};
	const t = await getTranslations("gallery");
	return { title: t("title", { name: opened.event.name }) };
}

export default async function GuestPage({ params, searchParams }: Props) {
	const opened = await gallery((await params).eventId);
	if (opened.status === "missing") notFound();
	const { code, search } = await searchParams;
	if (opened.status === "code") {
		const linkCode = typeof code === "string" && code.length <= 64 ? code : null;
		return <AccessPage event={opened.event} linkCode={linkCode} />;
	}
	// Not needed any more, and not for everyone who looks over a shoulder.
	if (code !== undefined) redirect(`/event/${opened.event.id}`);
	return <OpenGallery event={opened.event} search={readSearch(search)} />;
}

async function OpenGallery({ event, search }: { event: EventPublic; search: string | null }) {
	const actor = await pageActor();
	const client = makeQueryClient();
	client.setQueryData(eventKeys.detail(event.id), event);
	const first = await listPhotos(actor, event.id, { limit: PAGE_SIZE });
	await client.prefetchInfiniteQuery({
		...photosQuery(event.id, "all"),
		queryFn: async () => first,
	});
	const hasPass = actor.passes.some((pass) => pass.eventId === event.id);
	const mayUpload =
		event.guest_uploads === "open" ||
		(event.guest_uploads === "code" && (hasPass || actor.user !== null));
	return (
		<HydrationBoundary state={dehydrate(client)}>
			<UploadProvider owner={GUEST}>
				<GuestGallery initial={event} cover={coverOf(first)} {...{ mayUpload, search }} />
			</UploadProvider>
		</HydrationBoundary>
	);
}

/** A wide photo, of the photographer's own if there is one. */
function coverOf({ photos }: PhotoList) {
	const wide = photos.filter(
		(photo) =>
			photo.status === "ready" && !photo.damaged && (photo.width ?? 0) > (photo.height ?? 0),
	);
	return wide.find((photo) => photo.album_name === "Official") ?? wide[0] ?? null;
}
