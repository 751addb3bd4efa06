"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import {
	CalendarX,
	ChevronDown,
	Download,
	Eye,
	ImagePlus,
	KeyRound,
	Link2,
	type LucideIcon,
	ScanFace,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useDay } from "#components/event-people/faces-off.tsx";
import { GuestAction } from "#components/gallery/guest-action.tsx";
import { GuestCover } from "#components/gallery/guest-cover.tsx";
import { Button } from "#components/ui/button.tsx";
import { coverQuery } from "#lib/client/cover.queries.ts";
import { dayOf } from "#lib/client/event-form.ts";
import { eventFacesQuery } from "#lib/client/event-people.queries.ts";
import type { EventFull } from "#lib/events/events.schema.ts";

interface GuestPreviewProps {
	/** As it would be saved now. */
	event: EventFull;
}

/** What a guest will see: beside the settings where there is room, else when it is asked for. */
export function GuestPreview({ event }: GuestPreviewProps) {
	const t = useTranslations("settings.preview");
	const id = useId();
	const [open, setOpen] = useState(false);
	return (
		<section aria-label={t("title")} className="grid gap-3 lg:sticky lg:top-6 lg:order-last">
			<h3 className="font-display text-lg max-lg:hidden">{t("title")}</h3>
			<Button
				className="justify-self-start lg:hidden"
				aria-expanded={open}
				aria-controls={id}
				onClick={() => setOpen(!open)}
			>
				<Eye aria-hidden />
				{t("title")}
				<ChevronDown aria-hidden className={clsx("transition-transform", open && "rotate-180")} />
			</Button>
			<div id={id} className={clsx("gap-4", open ? "grid" : "hidden lg:grid")}>
				<CoverPreview event={event} />
				<GuestFacts event={event} />
			</div>
		</section>
	);
}

/** Whether guests may look for themselves: the setting says so, and faces are looked for at all. */
function useGuestsFind(event: EventFull): boolean {
	const { data: faces } = useQuery(eventFacesQuery(useQueryClient(), event.id));
	return event.guest_face_search && (faces?.enabled ?? false);
}

/** The head of the gallery itself, smaller; its buttons do nothing, and are named by the facts below. */
function CoverPreview({ event }: GuestPreviewProps) {
	const t = useTranslations();
	const { data: cover = null } = useQuery(coverQuery(event.id));
	const finds = useGuestsFind(event);
	const count = event.photo_count - event.waiting_count;
	return (
		<div
			inert
			aria-hidden
			className="relative overflow-hidden rounded-panel border border-line bg-paper"
		>
			<div className="[zoom:0.5]">
				<GuestCover
					event={event}
					cover={cover}
					count={count}
					actions={
						<>
							{finds ? <GuestAction label={t("findMe.open")} icon={ScanFace} /> : null}
							{event.guest_uploads === "off" ? null : (
								<GuestAction label={t("gallery.upload")} icon={ImagePlus} />
							)}
						</>
					}
				/>
			</div>
		</div>
	);
}

function GuestFacts({ event }: GuestPreviewProps) {
	const t = useTranslations("settings.preview");
	const day = useDay();
	const finds = useGuestsFind(event);
	const { access_code, guest_uploads, guest_approval, downloads, guest_originals } = event;
	const uploads = guest_approval ? t("addApproved") : t("add");
	const kept = guest_originals ? t("downloadAll") : t("download");
	return (
		<ul className="grid gap-2 text-ink-soft text-sm">
			<Fact icon={access_code ? KeyRound : Link2}>{access_code ? t("code") : t("link")}</Fact>
			<Fact icon={ImagePlus}>{guest_uploads === "off" ? t("addNot") : uploads}</Fact>
			<Fact icon={Download}>{downloads ? kept : t("downloadNot")}</Fact>
			{finds ? <Fact icon={ScanFace}>{t("faces")}</Fact> : null}
			{event.expires_at ? (
				<Fact icon={CalendarX}>{t("closes", { day: day(dayOf(event.expires_at)) })}</Fact>
			) : null}
		</ul>
	);
}

function Fact({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
	return (
		<li className="flex items-start gap-2.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
			<Icon aria-hidden />
			<span>{children}</span>
		</li>
	);
}
