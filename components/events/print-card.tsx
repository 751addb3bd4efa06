"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { guestLink } from "#lib/client/guest-link.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { EventDate } from "./event-date.tsx";
import { QrCode } from "./qr-code.tsx";

/** A card for the tables. On paper there is no theme: ink on white. */
export function PrintCard({ event, origin }: { event: EventFull; origin: string }) {
	const t = useTranslations("share");
	const address = `${origin.replace(/^https?:\/\//, "")}/event/${event.id}`;
	return (
		<main id="content" className="grid min-h-dvh place-items-center gap-6 bg-white p-6 text-night">
			<article className="grid w-full max-w-md justify-items-center gap-7 px-8 py-12 text-center">
				<div className="grid gap-2">
					<h1 className="font-display text-2xl tracking-tight [overflow-wrap:anywhere]">
						{event.name}
					</h1>
					<p className="text-sm">
						<EventDate date={event.date} />
					</p>
				</div>
				<QrCode text={guestLink(origin, event)} label={t("qr")} className="w-64" />
				<div className="grid gap-3">
					<p className="font-display text-lg">{t("cardLead")}</p>
					{event.access_code ? (
						<p className="text-sm [overflow-wrap:anywhere]">
							{t("cardCode", { address })}
							<strong className="mt-1 block font-display text-xl">{event.access_code}</strong>
						</p>
					) : (
						<p className="text-sm [overflow-wrap:anywhere]">{address}</p>
					)}
				</div>
			</article>
			<Button look="primary" className="print:hidden" onClick={() => window.print()}>
				<Printer aria-hidden />
				{t("print")}
			</Button>
		</main>
	);
}
