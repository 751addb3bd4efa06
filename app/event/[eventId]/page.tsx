import { GalleryPage, galleryMetadata } from "./gallery-page.tsx";

type Props = PageProps<"/event/[eventId]">;

export const generateMetadata = async ({ params, searchParams }: Props) =>
	galleryMetadata({ ...(await params), searchParams });

export default async function GuestPage({ params, searchParams }: Props) {
	return <GalleryPage {...(await params)} searchParams={searchParams} />;
}
