"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice.tsx";
import { MOST_PHOTOS } from "#lib/client/recognition-drop.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { Sending } from "./use-send-photos.ts";

const NAMED = 8;

/** What did not go, and why: files that are not taken, or all of them when the server said no. */
export function LeftOut({ sending }: { sending: Sending }) {
	const t = useTranslations("recognition");
	const errorText = useErrorText();
	const { leftOut, count } = sending;
	const failure = sending.step === "waiting" ? sending.failure : null;
	const tooMany = leftOut.filter(({ why }) => why === "tooMany").length;
	const unfit = leftOut.filter(({ why }) => why !== "tooMany");
	return (
		<>
			{failure ? (
				<Notice tone="error">
					{t("notSent", { count })} {errorText(failure)}
				</Notice>
			) : null}
			{tooMany > 0 ? (
				<Notice tone="done">
					{t("tooMany", { most: MOST_PHOTOS, total: MOST_PHOTOS + tooMany })}
				</Notice>
			) : null}
			{unfit.length > 0 ? (
				<Notice tone={count > 0 ? "done" : "error"}>
					<p>{t("leftOut.title", { count: unfit.length, total: leftOut.length + count })}</p>
					<ul className="mt-1 grid gap-0.5">
						{unfit.slice(0, NAMED).map(({ path, why }) => (
							<li key={path} className="[overflow-wrap:anywhere]">
								{path}: {t(`leftOut.${why}`)}
							</li>
						))}
					</ul>
					{unfit.length > NAMED ? (
						<p>{t("leftOut.more", { count: unfit.length - NAMED })}</p>
					) : null}
				</Notice>
			) : null}
		</>
	);
}
