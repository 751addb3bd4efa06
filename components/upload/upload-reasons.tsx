"use client";

import { useTranslations } from "next-intl";
import type { UploadItem } from "#lib/client/upload-state.ts";
import { useFailureText } from "./use-failure-text.ts";

const SHOWN = 3;

/** Why some did not arrive: each reason once, with how many it holds for. */
export function UploadReasons({ items }: { items: readonly UploadItem[] }) {
	const t = useTranslations("upload");
	const wordsOf = useFailureText();
	const failures = items.flatMap(({ status, failure }) =>
		status === "failed" && failure ? failure : [],
	);
	const reasons = [...Map.groupBy(failures, wordsOf)]
		.map(([words, alike]) => ({ words, count: alike.length }))
		.toSorted((a, b) => b.count - a.count);
	return (
		<ul className="grid gap-1 text-danger-text text-sm">
			{reasons.slice(0, SHOWN).map(({ words, count }) => (
				<li key={words}>{t("reason", { count, words })}</li>
			))}
		</ul>
	);
}
