"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import { fetchIds, type GalleryChoice } from "#lib/client/photos.queries.ts";
import type { DownloadChoice } from "#lib/downloads/downloads.schema.ts";
import { DownloadDialog } from "./download-dialog.tsx";

/** A download of what was filtered for, as it is when it is asked for. */
export function DownloadMatching({ gallery, total }: { gallery: GalleryChoice; total: number }) {
	const t = useTranslations("download");
	const { perform, busy } = usePerform();
	const [choice, setChoice] = useState<DownloadChoice | null>(null);
	if (total === 0) return null;
	const ask = () =>
		perform(async () => setChoice({ photo_ids: await fetchIds(gallery, { between: null }) }));
	return (
		<>
			<Button look="quiet" size="sm" busy={busy} onClick={ask}>
				<Download aria-hidden />
				{t("these", { count: total })}
			</Button>
			<DownloadDialog eventId={gallery.eventId} choice={choice} onClose={() => setChoice(null)} />
		</>
	);
}
