"use client";

import { useTranslations } from "next-intl";

/** What a job does, in the reader's language; its own name where there are no words for it. */
export function useJobWords(): (name: string) => string {
	const t = useTranslations("jobs");
	return (name) => {
		const key = name.replaceAll("-", "_") as "media_render";
		return t.has(`kind.${key}`) ? t(`kind.${key}`) : name;
	};
}
