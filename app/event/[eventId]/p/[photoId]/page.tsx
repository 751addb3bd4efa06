import { GalleryPage, galleryMetadata } from "../../gallery-page.tsx";

type Props = PageProps<"/event/[eventId]/p/[photoId]">;

export const generateMetadata = async ({ params, searchParams }: Props) =>
	galleryMetadata({ ...(await params), searchParams });

/** A photo by its link: the gallery, with the photo open. */
export default async function PhotoPage({ params, searchParams }: Props) {
	return <GalleryPage {...(await params)} searchParams={searchParams} />;
}
