"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PreferencesMenu } from "#components/account/preferences-menu.tsx";
import { EventDate } from "#components/events/event-date.tsx";
import { photoSource } from "#lib/client/photo-source.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { DevelopingImage } from "./developing-image.tsx";

interface GuestCoverProps {
	event: EventPublic;
	cover: Photo | null;
	count: number;
	/** What a guest can do here, besides looking. */
	actions: ReactNode;
}

/** The head of the gallery: the day's name over one of its photos, or on the bare page before there is one. */
export function GuestCover({ event, cover, count, actions }: GuestCoverProps) {
	const t = useTranslations("gallery");
	const words = (
		<div className="grid gap-3">
			<p className="text-sm">
				<EventDate date={event.date} />
			</p>
			<h1 className="max-w-[18ch] font-display text-2xl tracking-tight [overflow-wrap:anywhere] sm:text-3xl">
				{event.name}
			</h1>
			<p className="tabular flex flex-wrap gap-x-2 text-sm">
				<span>{t("by", { photographer: event.photographer })}</span>
				<span aria-hidden>·</span>
				<span>{t("count", { count })}</span>
			</p>
		</div>
	);
	if (!cover)
		return (
			<header className="safelight gutter flex min-h-[44dvh] items-end justify-between gap-4 pt-4 pb-8">
				{words}
				<div className="absolute top-4 right-4 flex gap-1">
					{actions}
					<PreferencesMenu />
				</div>
			</header>
		);
	return (
		<header className="relative isolate flex min-h-[62dvh] items-end overflow-hidden bg-night text-ivory">
			<DevelopingImage
				id={`cover-${cover.id}`}
				source={photoSource(cover)}
				placeholder={cover.placeholder}
				alt=""
				// Cropped to fill: on a tall screen its height decides. A phone shows it soon rather than to
				// the last of its pixels, which are three to a point.
				sizes="(max-width: 640px) max(62vw, 57vh), max(100vw, 95vh)"
				eager
				atOnce
				className="absolute! inset-0 -z-10 size-full"
			/>
			<div className="absolute inset-0 -z-10 bg-night/15" />
			{/* The shade grows with the words: they can be read on whatever photo. */}
			<div className="gutter w-full bg-linear-to-t from-night via-75% via-night/75 to-transparent pt-32 pb-8">
				{words}
			</div>
			<div className="on-night absolute top-4 right-4 flex gap-2">
				{actions}
				<PreferencesMenu />
			</div>
		</header>
	);
}
