"use client";

import { Check, Copy, ExternalLink, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { CONTROL } from "#components/ui/field.tsx";
import { guestLink } from "#lib/client/guest-link.ts";
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
				<CopyLink link={link} withCode={event.access_code !== null} />
				{event.access_code ? (
					<div className="grid gap-1">
						<p className="font-medium text-sm">{t("share.code")}</p>
						<p className="font-display text-xl tracking-wide [overflow-wrap:anywhere]">
							{event.access_code}
						</p>
					</div>
				) : null}
				<div className="flex flex-wrap gap-2">
					<Button asChild>
						<a href={`/events/${event.id}/card`} target="_blank" rel="noreferrer">
							<Printer aria-hidden />
							{t("share.print")}
						</a>
					</Button>
					<Button asChild look="quiet">
						<a href={link} target="_blank" rel="noreferrer">
							<ExternalLink aria-hidden />
							{t("event.openGallery")}
						</a>
					</Button>
				</div>
			</div>
		</div>
	);
}

function CopyLink({ link, withCode }: { link: string; withCode: boolean }) {
	const t = useTranslations("share");
	const field = useRef<HTMLInputElement>(null);
	const [copied, setCopied] = useState(false);
	async function copy() {
		field.current?.select();
		try {
			// Missing where the page came by plain http, which is usual at home.
			await navigator.clipboard.writeText(link);
			setCopied(true);
			toast.success(t("linkCopied"));
		} catch {
			if (document.execCommand("copy")) toast.success(t("linkCopied"));
			else toast.error(t("copyFailed"));
		}
	}
	const Icon = copied ? Check : Copy;
	return (
		<div className="grid gap-1.5">
			<label htmlFor="guest-link" className="font-medium text-sm">
				{t("link")}
			</label>
			<div className="flex gap-2">
				<input
					ref={field}
					id="guest-link"
					readOnly
					value={link}
					aria-describedby="guest-link-hint"
					onFocus={(event) => event.currentTarget.select()}
					className={`${CONTROL} min-w-0 text-sm`}
				/>
				<Button
					look="primary"
					size="icon"
					className="size-11"
					aria-label={t("copyLink")}
					onClick={copy}
				>
					<Icon aria-hidden />
				</Button>
			</div>
			<p id="guest-link-hint" className="text-ink-soft text-sm">
				{withCode ? t("linkWithCode") : t("linkOpen")}
			</p>
		</div>
	);
}
