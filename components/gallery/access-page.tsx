import { useTranslations } from "next-intl";
import { PreferencesMenu } from "#components/account/preferences-menu.tsx";
import { EventDate } from "#components/events/event-date.tsx";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { AccessForm } from "./access-form.tsx";

interface AccessPageProps {
	event: Pick<EventPublic, "id" | "name" | "date" | "photographer">;
	linkCode: string | null;
	/** The shared list of favourites that the link is for. */
	list: string | null;
}

/** The door of a gallery: whose day it is, and one field. */
export function AccessPage({ event, linkCode, list }: AccessPageProps) {
	const t = useTranslations("access");
	return (
		<div className="safelight flex min-h-dvh flex-col">
			<header className="gutter flex justify-end py-4">
				<PreferencesMenu />
			</header>
			<main id="content" className="gutter grid flex-1 place-items-center pb-28">
				<div className="grid w-full max-w-96 gap-10 motion-safe:animate-rise">
					<div className="grid gap-3 text-center">
						<p className="text-ink-soft text-sm">
							<EventDate date={event.date} />
						</p>
						<h1 className="font-display text-2xl tracking-tight [overflow-wrap:anywhere] sm:text-3xl">
							{event.name}
						</h1>
						<p className="text-ink-soft">{t("by", { photographer: event.photographer })}</p>
					</div>
					<div className="grid gap-5 border-line border-t pt-8">
						<div className="grid gap-1 text-center">
							<h2 className="font-display text-lg">{t("title")}</h2>
							<p className="text-ink-soft text-sm">{t("lead")}</p>
						</div>
						<AccessForm eventId={event.id} linkCode={linkCode} list={list} />
					</div>
				</div>
			</main>
		</div>
	);
}
