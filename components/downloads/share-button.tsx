"use client";

import { Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { usePerform } from "#components/ui/use-perform.ts";
import {
	canShareFiles,
	fetchPhotos,
	isFew,
	type Shareable,
	shareFiles,
} from "#lib/client/share-photos.ts";

const never = () => () => undefined;

/** A few photos by the phone's own share sheet, where it has one; else nothing. */
export function ShareButton({ photos }: { photos: readonly Shareable[] }) {
	const t = useTranslations("download");
	const able = useSyncExternalStore(never, canShareFiles, () => false);
	const { perform, busy } = usePerform();
	const [fetched, setFetched] = useState<{ of: readonly Shareable[]; files: File[] } | null>(null);
	if (!able || !isFew(photos)) return null;
	const ready = fetched?.of === photos ? fetched.files : null;
	const share = () =>
		perform(async () => {
			const files = ready ?? (await fetchPhotos(photos));
			// Fetched for too long: one more tap, then it opens at once.
			setFetched((await shareFiles(files)) === "later" ? { of: photos, files } : null);
		});
	return (
		<Button busy={busy} onClick={share}>
			<Share2 aria-hidden />
			{ready ? t("shareNow") : t("share")}
		</Button>
	);
}
