"use client";

import { Loader, QrCode, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { BackLink } from "#components/ui/back-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { EventFull } from "#lib/events/events.schema.ts";
import { EventDate } from "./event-date.tsx";
import { EventSettings } from "./event-settings.tsx";
import { ShareCard } from "./share-card.tsx";

interface EventHeaderProps {
	event: EventFull;
	origin: string;
	/** Of the album in sight. */
	shown: { processing: number; total: number };
	/** The one main action. */
	children: ReactNode;
}

export function EventHeader({ event, origin, shown, children }: EventHeaderProps) {
	const t = useTranslations();
	const count = event.photo_count;
	return (
		<header className="gutter grid gap-4 pt-5 pb-5 md:pt-8">
			<BackLink href="/events">{t("event.backToEvents")}</BackLink>
			<div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-5">
				<div className="grid min-w-0 gap-1.5">
					<h1 className="font-display text-xl tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
						{event.name}
					</h1>
					<p className="tabular flex flex-wrap gap-x-4 text-ink-soft text-sm">
						<EventDate date={event.date} />
						<span>
							{shown.processing > 0 ? (
								<Badge icon={Loader} tone="progress">
									{t("event.processing", { count: shown.processing, total: shown.total })}
								</Badge>
							) : (
								t("gallery.count", { count })
							)}
						</span>
					</p>
				</div>
				<div className="flex flex-wrap items-center gap-2">
					<SettingsButton event={event} count={count} />
					<ShareButton event={event} origin={origin} />
					{children}
				</div>
			</div>
		</header>
	);
}

function ShareButton({ event, origin }: { event: EventFull; origin: string }) {
	const t = useTranslations();
	return (
		<Dialog>
			<DialogTrigger asChild>
				<Button>
					<QrCode aria-hidden />
					{t("event.share")}
				</Button>
			</DialogTrigger>
			<DialogContent title={t("share.title")} lead={t("share.lead")} wide>
				<ShareCard event={event} origin={origin} />
			</DialogContent>
		</Dialog>
	);
}

function SettingsButton({ event, count }: { event: EventFull; count: number }) {
	const t = useTranslations();
	const [open, setOpen] = useState(false);
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger asChild>
				<Button
					look="quiet"
					className="max-sm:-ml-2.5 max-sm:w-10 max-sm:px-0"
					aria-label={t("event.settings")}
				>
					<Settings2 aria-hidden />
					<span className="max-sm:hidden">{t("event.settings")}</span>
				</Button>
			</DialogTrigger>
			<DialogContent title={t("settings.title")} wide="double">
				<EventSettings event={event} photoCount={count} onSaved={() => setOpen(false)} />
			</DialogContent>
		</Dialog>
	);
}
