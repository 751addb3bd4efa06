"use client";

import { ImagePlus, ScanFace } from "lucide-react";
import { useTranslations } from "next-intl";
import { onDemand } from "#components/ui/on-demand.tsx";
import { useLaidBy } from "#components/ui/use-laid-by.ts";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { useUploads } from "#lib/client/upload-context.tsx";
import type { EventPublic } from "#lib/events/events.schema.ts";
import { GuestAction } from "./guest-action.tsx";

// Fetched by who does it, since most only look.

const loadFindMe = async () => (await import("./find-me.tsx")).FindMe;
const loadUpload = async () => (await import("./guest-upload.tsx")).GuestUpload;
const loadDock = async () => (await import("#components/upload/upload-dock.tsx")).UploadDock;
const UploadDock = onDemand(loadDock);

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
	return <UploadDock wanted={summary.total > 0} />;
}
