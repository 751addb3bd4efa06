import { CircleCheck, Images, Loader } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DevelopingImage } from "#components/gallery/developing-image.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { EventListItem } from "#lib/events/events.schema.ts";
import { EventDate } from "./event-date.tsx";

const SIZES = "(width >= 90rem) 22rem, (width >= 64rem) 30vw, (width >= 40rem) 45vw, 92vw";

export function EventCard({ event, eager }: { event: EventListItem; eager: boolean }) {
	return (
		<Link href={`/events/${event.id}`} className="group grid gap-3 rounded-photo outline-offset-4">
			<Cover event={event} eager={eager} />
			<div className="grid gap-1">
				<h2 className="truncate font-display text-lg underline-offset-4 group-hover:underline">
					{event.name}
				</h2>
				<p className="flex flex-wrap items-center justify-between gap-x-4 text-ink-soft text-sm">
					<EventDate date={event.date} />
					<EventState event={event} />
				</p>
			</div>
		</Link>
	);
}

function Cover({ event, eager }: { event: EventListItem; eager: boolean }) {
	if (!event.cover)
		return (
			<div className="grid aspect-[3/2] place-items-center rounded-photo bg-sunken text-edge">
				<Images aria-hidden className="size-8 stroke-1" />
			</div>
		);
	return (
		<DevelopingImage
			id={`cover-${event.id}`}
			source={{ src: event.cover.url }}
			placeholder={event.cover.placeholder}
			alt=""
			sizes={SIZES}
			eager={eager}
			className="aspect-[3/2] rounded-photo"
		/>
	);
}

function EventState({ event }: { event: EventListItem }) {
	const t = useTranslations("events");
	const total = event.photo_count ?? 0;
	const processing = event.processing_count ?? 0;
	if (processing > 0)
		return (
			<Badge icon={Loader} tone="progress" className="tabular">
				{t("processing", { count: processing, total })}
			</Badge>
		);
	return (
		<Badge icon={total > 0 ? CircleCheck : Images} className="tabular">
			{t("photos", { count: total })}
		</Badge>
	);
}
