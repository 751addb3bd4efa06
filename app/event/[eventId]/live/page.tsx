import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AccessPage } from "#components/gallery/access-page.tsx";
import { LiveWall } from "#components/live/live-wall.tsx";
import { guestLink } from "#lib/client/guest-link.ts";
import { getEvent, openGallery } from "#lib/events/events.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { pageOrigin } from "#lib/http/page-origin.ts";
import { listArrived } from "#lib/media/media.service.ts";

const gallery = cache(async (eventId: string) => openGallery(await pageActor(), eventId));

/** What a screen begins with: the last so many. */
const FIRST = 100;

type Props = PageProps<"/event/[eventId]/live">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const opened = await gallery((await params).eventId);
	if (opened.status === "missing") return {};
	const t = await getTranslations("live");
	return { title: t("title", { name: opened.event.name }) };
}

export default async function LivePage({ params, searchParams }: Props) {
	const opened = await gallery((await params).eventId);
	if (opened.status === "missing") notFound();
	const { code } = await searchParams;
	if (opened.status === "code") {
		const linkCode = typeof code === "string" && code.length <= 64 ? code : null;
		return <AccessPage event={opened.event} linkCode={linkCode} list={null} />;
	}
	const { event } = opened;
	if (code !== undefined) redirect(`/event/${event.id}/live`);
	const initial = await listArrived(await pageActor(), event.id, { limit: FIRST });
	return <LiveWall event={event} initial={initial} link={await linkTo(event.id)} />;
}

/** The code is its owner's to show: a guest's screen leads to the door. */
async function linkTo(eventId: string): Promise<string> {
	const event = await getEvent(await pageActor(), eventId);
	const access_code = "access_code" in event ? event.access_code : null;
	return guestLink(await pageOrigin(), { id: eventId, access_code });
}
