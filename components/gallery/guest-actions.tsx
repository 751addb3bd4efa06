"use client";

import { ImagePlus, ScanFace } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { useUploads } from "#lib/client/upload-context.tsx";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { GuestAction } from "./guest-action.tsx";

// Fetched by who does it, since most only look.

const loadFindMe = async () => (await import("./find-me.tsx")).FindMe;
const loadUpload = async () => (await import("./guest-upload.tsx")).GuestUpload;
const loadDock = async () => (await import("#components/upload/upload-dock.tsx")).UploadDock;

const IDLE_MS = 3000;

interface FindMeProps {
	eventId: string;
	onFound: (searchId: string) => void;
}

/** Opens what finds the photos one is on. */
export function FindMeAction(props: FindMeProps) {
	const t = useTranslations("findMe");
	const [FindMe, ask] = useOnDemand(loadFindMe);
	if (FindMe) return <FindMe {...props} />;
	return <GuestAction label={t("open")} icon={ScanFace} aria-haspopup="dialog" onClick={ask} />;
}

/** Fetches a part once the page has nothing else to do, so that it is there without a connection too. */
function useLaidBy(load: () => Promise<unknown>): void {
	useEffect(() => {
		const fetchIt = () => void load().catch(() => undefined);
		if (!("requestIdleCallback" in window)) {
			const timer = setTimeout(fetchIt, IDLE_MS);
			return () => clearTimeout(timer);
		}
		const idle = requestIdleCallback(fetchIt, { timeout: IDLE_MS });
		return () => cancelIdleCallback(idle);
	}, [load]);
}

/** Opens what adds photos: also where the venue has no network. */
export function UploadAction({ event }: { event: EventPublic }) {
	const t = useTranslations("gallery");
	useLaidBy(loadUpload);
	useLaidBy(loadDock);
	const [Upload, ask] = useOnDemand(loadUpload);
	if (Upload) return <Upload event={event} />;
	return <GuestAction label={t("upload")} icon={ImagePlus} aria-haspopup="dialog" onClick={ask} />;
}

/** The queue, from the first upload on. */
export function GuestDock() {
	const { summary } = useUploads();
	const [Dock, ask] = useOnDemand(loadDock);
	const wanted = summary.total > 0;
	useEffect(() => {
		if (wanted) ask();
	}, [wanted, ask]);
	return Dock ? <Dock /> : null;
}
