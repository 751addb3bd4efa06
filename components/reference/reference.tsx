"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showReference } from "#lib/client/reference-ui.ts";

/** Every endpoint, to be read and to be tried out. */
export function Reference() {
	const t = useTranslations("reference");
	const place = useRef<HTMLDivElement>(null);
	const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
	useEffect(() => {
		if (!place.current) return;
		showReference(place.current).then(
			() => setState("shown"),
			() => setState("failed"),
		);
	}, []);
	return (
		<>
			{state === "loading" && <Loading />}
			{state === "failed" && <Notice tone="error">{t("failed")}</Notice>}
			<h2 className="sr-only">{t("endpoints")}</h2>
			{/* Written in English, like the names in it. */}
			<div ref={place} lang="en" className="reference" />
		</>
	);
}

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

function Loading() {
	const t = useTranslations("common");
	return (
		<div role="status" className="grid gap-3">
			<span className="sr-only">{t("loading")}</span>
			{ROWS.map((row) => (
				<Skeleton key={row} className="h-14 rounded-control" />
			))}
		</div>
	);
}
