import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PrintCard } from "#components/events/print-card.tsx";
import { isAppError } from "#lib/core/errors.ts";
import { getEvent } from "#lib/events/events.service.ts";
import { pageActor } from "#lib/http/page-actor.ts";
import { pageOrigin } from "#lib/http/page-origin.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: (await getTranslations("share"))("print") };
}

export default async function CardPage({ params }: PageProps<"/events/[eventId]/card">) {
	const { eventId } = await params;
	const actor = await pageActor();
	if (!actor.user) redirect(`/sign-in?next=${encodeURIComponent(`/events/${eventId}/card`)}`);
	const event = await getEvent(actor, eventId).catch((error: unknown) => {
		if (isAppError(error)) notFound();
		throw error;
	});
	if (!("access_code" in event)) notFound();
	return <PrintCard event={event} origin={await pageOrigin()} />;
}
