"use client";

import { useTranslations } from "next-intl";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import { History } from "./history.tsx";
import { LeftOut } from "./left-out.tsx";
import { PhotoDrop } from "./photo-drop.tsx";
import { SendingState } from "./sending-state.tsx";
import { useSendPhotos } from "./use-send-photos.ts";

/** Photos are dropped to be told who is on them; below is what was found before. */
export function RecognitionPage() {
	const t = useTranslations("recognition");
	const { sending, add, cancel } = useSendPhotos();
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 grid-cols-1 gap-10 pt-8 pb-24 md:pt-12">
				<header className="grid gap-1">
					<h1 className="font-display text-2xl tracking-tight">{t("title")}</h1>
					<p className="max-w-[65ch] text-ink-soft">{t("lead")}</p>
				</header>
				<div className="grid gap-4">
					{sending.step === "sending" ? (
						<SendingState sending={sending} onCancel={cancel} />
					) : (
						<PhotoDrop onFound={add} />
					)}
					<LeftOut sending={sending} />
				</div>
				<History />
			</div>
		</>
	);
}
