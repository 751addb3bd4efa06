"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { OfflineLine } from "#components/ui/offline-line.tsx";
import type { RecognitionLog } from "#lib/client/recognition-types.ts";
import { EnrolDialog, type FaceToEnrol } from "./enrol-dialog.tsx";
import { EntryCard } from "./entry-card.tsx";
import { LogHeader } from "./log-header.tsx";
import { LogSummary } from "./log-summary.tsx";
import { useLiveLog } from "./use-live-log.ts";

/** One batch: its photos with the faces on them, as they are found. */
export function LogPage({ initial }: { initial: RecognitionLog }) {
	const t = useTranslations("recognition");
	const log = useLiveLog(initial);
	const [face, setFace] = useState<FaceToEnrol | null>(null);
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-400 grid-cols-1 gap-6 pt-5 pb-24 md:pt-8">
				<LogHeader log={log} />
				<LogSummary log={log} />
				<ol aria-label={t("results")} className="divide-y divide-line">
					{log.entries.map((entry, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a photo is its place in the batch
						<li key={index}>
							<EntryCard
								{...{ entry, index, total: log.total_photos }}
								onEnrol={(id, picture) => setFace({ id, picture })}
							/>
						</li>
					))}
				</ol>
			</div>
			<EnrolDialog face={face} onClose={() => setFace(null)} />
		</>
	);
}
