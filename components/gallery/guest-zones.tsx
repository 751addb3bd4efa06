"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { shownZonesQuery } from "#lib/client/events.queries.ts";
import type { GalleryView } from "#lib/client/gallery-address.ts";
import { galleryPath } from "#lib/client/gallery-path.ts";
import type { EventPublic } from "#lib/events/events.schema.ts";

interface GuestZonesProps {
	event: EventPublic;
	view: GalleryView;
	onChange: (view: GalleryView) => void;
}

/** As many as are found at a glance; with more there is a way to see them all at once. */
const AT_A_GLANCE = 6;
/** CSS pixels of the part before it that are seen beside the one in use. */
const PEEK = 32;

/** The parts of the gallery, each by its address; nothing where there are none. */
export function GuestZones({ event, view, onChange }: GuestZonesProps) {
	const t = useTranslations("gallery.zones");
	const [open, setOpen] = useState(false);
	const list = useRef<HTMLUListElement>(null);
	const { data } = useQuery(shownZonesQuery(event.id));
	const { zones = [], total = 0 } = data ?? {};
	const nav = useRef<HTMLElement>(null);
	const chosen = useRef(false);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another part, another place in the row
	useEffect(() => {
		// Who chose from all of them has scrolled, maybe past what is left of them; who came back has not.
		if (chosen.current) nav.current?.scrollIntoView({ block: "nearest", behavior: "instant" });
		chosen.current = false;
		const here = list.current?.querySelector<HTMLElement>("[aria-current]")?.parentElement;
		if (here) list.current?.scrollTo({ left: here.offsetLeft - PEEK, behavior: "instant" });
	}, [view.zone, open]);
	if (zones.length === 0) return null;
	const shown = zones.length;
	const words = shown < total ? t("first", { shown, total }) : t("every", { total });
	const link = (zone: string | null, title: string, count: number) => (
		<ZoneLink
			key={zone}
			here={view.zone === zone}
			href={galleryPath(event.id, { ...view, zone })}
			label={t("withCount", { title, count })}
			count={count}
			onGo={() => {
				chosen.current = true;
				setOpen(false);
				onChange({ ...view, zone });
			}}
		>
			{title}
		</ZoneLink>
	);
	return (
		<nav
			ref={nav}
			aria-label={t("label")}
			className="flex scroll-mt-16 items-start gap-2 pt-2 pb-2 max-sm:px-3.5"
		>
			<ul
				ref={list}
				className={clsx(
					"relative flex min-w-0 gap-2",
					open ? "flex-wrap" : "overflow-x-auto [scrollbar-width:none]",
				)}
			>
				{link(null, t("all"), event.photo_count)}
				{zones.map(({ id, title, photo_count: count }) => link(id, title, count))}
			</ul>
			{zones.length > AT_A_GLANCE ? (
				<Button
					look="quiet"
					size="sm"
					aria-expanded={open}
					onClick={() => setOpen(!open)}
					className="mt-1 text-ink-soft"
				>
					{open ? t("fewer") : words}
				</Button>
			) : null}
		</nav>
	);
}

interface ZoneLinkProps {
	here: boolean;
	href: string;
	/** What a screen reader says: the title with its count in words. */
	label: string;
	count: number;
	onGo: () => void;
	children: ReactNode;
}

function ZoneLink({ here, href, label, count, onGo, children }: ZoneLinkProps) {
	const format = useFormatter();
	const go = (event: MouseEvent) => {
		// Whoever wants it in a tab of its own gets it there.
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		event.preventDefault();
		if (!here) onGo();
	};
	return (
		<li className="max-w-72 shrink-0">
			<a
				href={href}
				aria-label={label}
				aria-current={here ? "page" : undefined}
				onClick={go}
				className={clsx(
					"flex h-11 items-center gap-2 rounded-full border px-4 font-medium text-sm outline-offset-[-4px] transition-colors duration-150",
					here ? "border-ink bg-ink text-paper" : "border-line text-ink hover:bg-sunken",
				)}
			>
				<span className="truncate">{children}</span>
				<span className="tabular font-normal text-xs">{format.number(count)}</span>
			</a>
		</li>
	);
}
