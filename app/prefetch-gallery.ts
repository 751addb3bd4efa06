import type { QueryClient } from "@tanstack/react-query";
import {
	type AlbumChoice,
	FIRST_WIDTH,
	type GalleryChoice,
	photoKeys,
	segmentQuery,
} from "#lib/client/photos.queries.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { findMatching, getLayout, listPhotos } from "#lib/media/media.service.ts";

/** Gives a page where all photos of a gallery stand, and the first of them. Returns these. */
export async function prefetchGallery(
	client: QueryClient,
	actor: Actor,
	gallery: GalleryChoice & { choice: AlbumChoice | { zone: string } },
): Promise<Photo[]> {
	const { eventId, choice, order } = gallery;
	const byZone = typeof choice === "object";
	const album = byZone || choice === "all" ? undefined : choice;
	const among = byZone ? await findMatching(actor, eventId, { zone: choice.zone }) : undefined;
	const layout = await getLayout(actor, eventId, { album, order, width: FIRST_WIDTH }, among);
	client.setQueryData([...photoKeys.layoutsOfGallery(gallery), FIRST_WIDTH], layout);
	const first = layout.segments[0];
	if (!first) return [];
	const page = { album, order, limit: first.count };
	const { photos } = await listPhotos(actor, eventId, page, among);
	client.setQueryData(segmentQuery(gallery, first).queryKey, photos);
	return photos;
}
