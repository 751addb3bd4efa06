"use client";

import { CircleAlert, Loader, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import type { FacePicture } from "#lib/client/face-types.ts";
import type { RecognitionEntry } from "#lib/client/recognition-types.ts";
import { firstFace, pictureOf } from "#lib/client/recognition-view.ts";
import { EntryPhoto } from "./entry-photo.tsx";
import { FaceMatches } from "./face-matches.tsx";

interface EntryCardProps {
	entry: RecognitionEntry;
	/** From 0, of `total`. */
	index: number;
	total: number;
	onEnrol: (faceId: string, picture: FacePicture | null) => void;
}

/** One photo: the faces on it, and whom the chosen one is like. */
export function EntryCard({ entry, index, total, onEnrol }: EntryCardProps) {
	const t = useTranslations("recognition.entry");
	const [chosen, choose] = useState<string | null>(null);
	const face = entry.faces.find(({ id }) => id === chosen) ?? firstFace(entry);
	return (
		<article
			aria-label={entry.filename}
			className="grid grid-cols-1 gap-x-10 gap-y-5 py-6 md:grid-cols-[minmax(0,1fr)_minmax(18rem,26rem)] md:py-8 xl:grid-cols-[minmax(0,36rem)_minmax(18rem,26rem)]"
		>
			<EntryPhoto {...{ entry, index, face }} onChoose={choose} />
			<div className="grid min-w-0 grid-cols-1 content-start gap-4">
				<div className="grid grid-cols-1 gap-0.5">
					<h2 className="truncate font-medium">{entry.filename}</h2>
					<p className="tabular text-ink-soft text-sm">
						{t("place", { position: index + 1, total })}
						{entry.status === "done" && !entry.metadata.error
							? ` · ${t("faces", { count: entry.faces.length })}`
							: null}
					</p>
				</div>
				{face ? (
					<FaceMatches
						face={face}
						picture={pictureOf(entry, face)}
						onEnrol={() => onEnrol(face.id, pictureOf(entry, face))}
					/>
				) : (
					<NoFace entry={entry} />
				)}
			</div>
		</article>
	);
}

/** Why there is no face to show. */
function NoFace({ entry }: { entry: RecognitionEntry }) {
	const t = useTranslations("recognition.entry");
	if (entry.status === "waiting")
		return (
			<Badge icon={Loader} tone="progress">
				{t("waiting")}
			</Badge>
		);
	if (entry.metadata.error)
		return (
			<Badge icon={CircleAlert} tone="loss">
				{entry.metadata.error}
			</Badge>
		);
	return <Badge icon={UserRoundX}>{t("noFace")}</Badge>;
}
