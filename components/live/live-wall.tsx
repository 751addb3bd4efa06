"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { QrCode } from "#components/events/qr-code.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import type { EventPublic } from "#lib/events/events.schema.ts";
import type { Photo, PhotosArrived } from "#lib/media/media.schema.ts";
import { LiveControls } from "./live-controls.tsx";
import { LivePhoto } from "./live-photo.tsx";
import { LiveStrip } from "./live-strip.tsx";
import { useAttended, useFullScreen, useKeys } from "./use-live-screen.ts";
import { useLiveWall } from "./use-live-wall.ts";
import { useWakeLock } from "./use-wake-lock.ts";

interface LiveWallProps {
	event: EventPublic;
	initial: PhotosArrived;
	/** What guests scan to come to the gallery. */
	link: string;
}

/** For a screen at the venue: the event's photos one by one, and each new one as it comes in. */
export function LiveWall({ event, initial, link }: LiveWallProps) {
	const t = useTranslations("live");
	const wall = useLiveWall(event.id, initial);
	const { photo, forward, back, toggle } = wall;
	const [codeShown, setCodeShown] = useState(true);
	const toggleCode = useCallback(() => setCodeShown((shown) => !shown), []);
	const full = useFullScreen();
	const attended = useAttended();
	useWakeLock(true);
	useKeys(
		useMemo(
			() => ({
				...{ arrowright: forward, arrowleft: back, " ": toggle },
				...{ f: full.toggle, q: toggleCode },
			}),
			[forward, back, toggle, full.toggle, toggleCode],
		),
	);
	return (
		<main
			id="content"
			className={clsx(
				"fixed inset-0 overflow-hidden bg-night text-ivory",
				attended ? "" : "cursor-none",
			)}
		>
			<h1 className="sr-only">{t("title", { name: event.name })}</h1>
			{photo ? (
				<LivePhoto
					photo={photo}
					next={wall.next}
					alt={t("alt", { uploader: photo.uploader_name })}
					onBroken={wall.renew}
				/>
			) : (
				<Waiting event={event} link={link} />
			)}
			<div className="absolute inset-x-0 top-0">
				<OfflineLine />
			</div>
			{photo ? (
				<Footer {...{ event, photo, fresh: wall.fresh, link: codeShown ? link : null }} />
			) : null}
			<div
				className={clsx(
					"absolute top-4 right-4 transition-opacity duration-200 focus-within:opacity-100",
					attended || !photo ? "opacity-100" : "opacity-0",
				)}
			>
				<LiveControls
					eventId={event.id}
					playing={wall.playing}
					full={full}
					code={{ shown: codeShown, toggle: toggleCode }}
					onToggle={toggle}
					onBack={back}
					onForward={forward}
				/>
			</div>
		</main>
	);
}

interface FooterProps {
	event: EventPublic;
	photo: Photo;
	fresh: readonly Photo[];
	/** Null: not shown. */
	link: string | null;
}

function Footer({ event, photo, fresh, link }: FooterProps) {
	const t = useTranslations("live");
	return (
		<footer className="absolute inset-x-0 bottom-0 flex items-end justify-between gap-6 bg-linear-to-t from-night/85 to-transparent px-6 pt-24 pb-6 sm:px-10 sm:pb-8">
			<div className="grid min-w-0 gap-3">
				<LiveStrip photos={fresh} />
				<div className="grid gap-0.5">
					<p className="line-clamp-2 font-display text-lg sm:text-xl">{event.name}</p>
					<p className="truncate text-sm">{t("from", { uploader: photo.uploader_name })}</p>
				</div>
			</div>
			{link ? (
				<div className="grid shrink-0 justify-items-center gap-1.5">
					<QrCode text={link} label={t("code")} className="size-20 rounded-photo sm:size-28" />
					<p className="max-w-24 text-balance text-center text-xs sm:max-w-none sm:text-sm">
						{t("scan")}
					</p>
				</div>
			) : null}
		</footer>
	);
}

/** Before the first photo: the way to bring it. */
function Waiting({ event, link }: { event: EventPublic; link: string }) {
	const t = useTranslations("live");
	return (
		<div className="grid size-full place-content-center justify-items-center gap-8 p-8 text-center">
			<div className="grid gap-2">
				<p className="font-display text-2xl tracking-tight sm:text-3xl">{event.name}</p>
				<p>{t("waiting")}</p>
			</div>
			<QrCode text={link} label={t("code")} className="size-48 rounded-photo sm:size-64" />
			<p>{t("scan")}</p>
		</div>
	);
}
