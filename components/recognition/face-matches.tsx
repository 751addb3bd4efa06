"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { FaceCrop } from "#components/people/face-crop.tsx";
import { Button } from "#components/ui/button.tsx";
import type { FacePicture } from "#lib/client/face-types.ts";
import type { RecognitionFace, RecognitionMatch } from "#lib/client/recognition-types.ts";
import { useConfidence } from "./use-confidence.ts";

interface FaceMatchesProps {
	face: RecognitionFace;
	picture: FacePicture | null;
	onEnrol: () => void;
}

/** Percent below which somebody is like nobody in particular. */
const LIKE_SOMEBODY = 0.5;

/** A face, who it is, and the three at most that it is like. */
export function FaceMatches({ face, picture, onEnrol }: FaceMatchesProps) {
	const t = useTranslations("recognition");
	const confidence = useConfidence();
	const alike = face.matches.filter((match) => match.confidence >= LIKE_SOMEBODY);
	return (
		<div className="grid grid-cols-1 gap-4">
			<div className="flex items-center gap-4">
				<FaceCrop picture={picture} className="size-16 shrink-0 rounded-photo" />
				<div className="min-w-0">
					<p className="truncate font-display text-lg">{face.person ?? t("unknown")}</p>
					<p className="tabular text-ink-soft text-sm">
						{face.person && face.confidence !== null
							? t("sure", { confidence: confidence(face.confidence) })
							: t("likeNobody")}
					</p>
				</div>
			</div>
			{alike.length > 0 ? (
				<div className="grid grid-cols-1 gap-2">
					<p className="text-ink-soft text-sm">{t("mostLike")}</p>
					<ol className="grid gap-2.5">
						{alike.map((match) => (
							<li key={match.rank}>
								<Match match={match} />
							</li>
						))}
					</ol>
				</div>
			) : null}
			<Button className="justify-self-start" onClick={onEnrol}>
				<UserRoundPlus aria-hidden />
				{t("enrol.open")}
			</Button>
		</div>
	);
}

function Match({ match: { person, confidence: percent } }: { match: RecognitionMatch }) {
	const confidence = useConfidence();
	return (
		<>
			<p className="flex justify-between gap-4 text-sm">
				<span className="min-w-0 truncate">{person}</span>
				<span className="tabular shrink-0 text-ink-soft">{confidence(percent)}</span>
			</p>
			<div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-line">
				<div
					className="h-full origin-left rounded-full bg-accent"
					style={{ transform: `scaleX(${percent / 100})` }}
				/>
			</div>
		</>
	);
}
