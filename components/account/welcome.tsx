import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EventDate } from "#components/events/event-date.tsx";
import { Button } from "#components/ui/button.tsx";
import { Wordmark } from "#components/ui/wordmark.tsx";
import type { EventListItem } from "#lib/events/events.schema.ts";
import { DryingLine } from "./drying-line.tsx";
import { PreferencesMenu } from "./preferences-menu.tsx";

/** What a stranger sees: what this is, the way in, and the galleries that are open to all. */
export function Welcome({ events }: { events: EventListItem[] }) {
	const t = useTranslations("home");
	return (
		<div className="flex min-h-dvh flex-col">
			<header className="gutter flex items-center justify-between py-4">
				<Wordmark />
				<PreferencesMenu />
			</header>
			<main
				id="content"
				className="gutter mx-auto grid w-full max-w-360 flex-1 items-center gap-x-16 gap-y-12 pt-8 pb-16 lg:grid-cols-[1fr_minmax(0,34rem)]"
			>
				<div className="grid max-w-[38rem] gap-6">
					<h1 className="font-display text-2xl tracking-tight sm:text-3xl">{t("title")}</h1>
					<p className="max-w-[52ch] text-ink-soft text-lg">{t("lead")}</p>
					<div className="flex flex-wrap items-center gap-x-6 gap-y-4 pt-2">
						<Button asChild look="primary" size="lg">
							<Link href="/sign-in">
								{t("signIn")}
								<ArrowRight aria-hidden />
							</Link>
						</Button>
						<p className="max-w-[34ch] text-ink-soft text-sm">{t("guestHint")}</p>
					</div>
					<OpenGalleries events={events} />
				</div>
				<DryingLine />
			</main>
		</div>
	);
}

function OpenGalleries({ events }: { events: EventListItem[] }) {
	const t = useTranslations("home");
	if (events.length === 0) return null;
	return (
		<section aria-labelledby="open-galleries" className="pt-6">
			<h2 id="open-galleries" className="pb-2 font-medium text-ink-soft text-sm">
				{t("openGalleries")}
			</h2>
			<ul className="divide-y divide-line border-line border-y">
				{events.map((event) => (
					<li key={event.id}>
						<Link
							href={`/event/${event.id}`}
							className="group flex items-baseline justify-between gap-4 py-3.5"
						>
							<span className="truncate font-display text-lg underline-offset-4 group-hover:underline">
								{event.name}
							</span>
							<EventDate date={event.date} className="shrink-0 text-ink-soft text-sm" />
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
