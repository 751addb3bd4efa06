"use client";

import { CircleCheck, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type ChoosingPhotos, useChoice } from "#components/gallery/use-choosing.ts";
import { Button } from "#components/ui/button.tsx";
import { onDemand } from "#components/ui/on-demand.tsx";
import { useLaidBy } from "#components/ui/use-laid-by.ts";
import type { DownloadChoice } from "#lib/downloads/downloads.schema.ts";
import { ChosenPhotos } from "./chosen-photos.tsx";

const loadDialog = async () => (await import("./download-dialog.tsx")).DownloadDialog;
const DownloadDialog = onDemand(loadDialog);

interface PhotoToolsProps {
	eventId: string;
	/** What stands below, as a whole; null where it is only chosen from. */
	whole: DownloadChoice | null;
	total: number;
	choosing: ChoosingPhotos;
	/** What else can be done with chosen photos. */
	actions?: ReactNode;
	/** Stands beside these tools. */
	aside?: ReactNode;
}

/** Above photos: all of them as a download, or some that are chosen. */
export function PhotoTools({ eventId, whole, total, choosing, actions, aside }: PhotoToolsProps) {
	const t = useTranslations("download");
	const [choice, setChoice] = useState<DownloadChoice | null>(null);
	const { active } = useChoice(choosing);
	useLaidBy(loadDialog);
	if (total === 0) return null;
	return (
		<>
			<div className="mb-2 flex flex-wrap justify-end gap-1 px-1.5 max-sm:*:px-2 sm:px-0">
				{aside}
				<Button
					look="quiet"
					size="sm"
					aria-pressed={active}
					onClick={active ? choosing.leave : choosing.enter}
				>
					<CircleCheck aria-hidden />
					{t("select")}
				</Button>
				{whole ? (
					<Button look="quiet" size="sm" onClick={() => setChoice(whole)}>
						<Download aria-hidden />
						{t("open")}
					</Button>
				) : null}
			</div>
			<ChosenPhotos choosing={choosing} total={total} onDownload={setChoice}>
				{actions}
			</ChosenPhotos>
			<DownloadDialog
				wanted={choice !== null}
				eventId={eventId}
				choice={choice}
				onClose={() => setChoice(null)}
			/>
		</>
	);
}
