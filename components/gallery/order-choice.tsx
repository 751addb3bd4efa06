"use client";

import { ArrowDownUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import type { GalleryView } from "#lib/client/gallery-address.ts";

interface OrderChoiceProps {
	view: GalleryView;
	onChange: (view: GalleryView) => void;
}

/** From which end the day is told. */
export function OrderChoice({ view, onChange }: OrderChoiceProps) {
	const t = useTranslations("gallery");
	const other = view.order === "newest" ? "oldest" : "newest";
	return (
		<Button
			look="quiet"
			size="sm"
			aria-label={t("orderChange", { now: t(view.order), other: t(other) })}
			onClick={() => onChange({ ...view, order: other })}
			className="text-ink-soft"
		>
			<ArrowDownUp aria-hidden />
			{t(view.order)}
		</Button>
	);
}
