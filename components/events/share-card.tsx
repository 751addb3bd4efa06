"use client";

import { Download, ExternalLink, MonitorPlay, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { guestLink } from "#lib/client/guest-link.ts";
import { qrFile } from "#lib/client/qr.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import { QrCode } from "./qr-code.tsx";

export function ShareCard({ event, origin }: { event: EventFull; origin: string }) {
	const t = useTranslations();
	const link = guestLink(origin, event);
	return (
		<div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
			<QrCode
				text={link}
				label={t("share.qr")}
				className="size-48 justify-self-center rounded-control border border-line"
			/>
			<div className="grid content-start gap-5">
				<CopyField
					label={t("share.link")}
					value={link}
					words={{ copy: t("share.copyLink"), copied: t("share.linkCopied") }}
					hint={t(event.access_code === null ? "share.linkOpen" : "share.linkWithCode")}
				/>
				{event.access_code ? (
					<div className="grid gap-1">
						<p className="font-medium text-sm">{t("share.code")}</p>
						<p className="font-display text-xl tracking-wide [overflow-wrap:anywhere]">
							{event.access_code}
						</p>
					</div>
				) : null}
			</div>
			<div className="grid gap-2 sm:col-span-2 sm:grid-cols-2">
				<Button asChild>
					<a href={`/events/${event.id}/card`} target="_blank" rel="noreferrer">
						<Printer aria-hidden />
						{t("share.print")}
					</a>
				</Button>
				<Button asChild>
					<a href={link} target="_blank" rel="noreferrer">
						<ExternalLink aria-hidden />
						{t("event.openGallery")}
					</a>
				</Button>
				<Button asChild>
					<a href={`/event/${event.id}/live`} target="_blank" rel="noreferrer">
						<MonitorPlay aria-hidden />
						{t("share.live")}
					</a>
				</Button>
				<Button asChild>
					<a href={qrFile(link)} download={`${event.name}.svg`}>
						<Download aria-hidden />
						{t("share.qrFile")}
					</a>
				</Button>
			</div>
		</div>
	);
}
