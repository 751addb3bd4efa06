"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { PlainPhotos } from "#components/gallery/plain-photos.tsx";
import { usePhotos } from "#components/gallery/use-photos.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { EventPersonDetail } from "#lib/client/face-types.ts";

interface PersonPhotosProps {
	eventId: string;
	person: EventPersonDetail;
}

/** The photos that someone is on, newest first. */
export function PersonPhotos({ eventId, person }: PersonPhotosProps) {
	const t = useTranslations("eventPeople");
	const choice = { person: person.id };
	const shown = usePhotos(eventId, choice, { waits: false });
	return (
		<PlainPhotos
			shown={shown}
			label={t("photosOf", { name: person.name ?? t("nameless") })}
			empty={<EmptyState icon={<ImageOff aria-hidden />} title={t("noPhotos")} />}
		/>
	);
}
