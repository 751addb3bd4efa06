"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { healthQuery } from "#lib/client/admin.queries.ts";

const PARTS = ["database", "storage", "queue", "workers"] as const;
const LOOKS = {
	up: { icon: CircleCheck, tone: "plain" },
	degraded: { icon: TriangleAlert, tone: "progress" },
	down: { icon: CircleX, tone: "loss" },
} as const;

/** Whether each part of the installation does its work. */
export function HealthParts() {
	const t = useTranslations("storage.health");
	const { data: health, error } = useQuery(healthQuery());
	if (error) return <Notice tone="error">{t("unknown")}</Notice>;
	if (!health) return null;
	return (
		<ul className="grid gap-x-12 gap-y-3 sm:grid-cols-2">
			{PARTS.map((part) => {
				const { icon, tone } = LOOKS[health[part]];
				return (
					<li key={part} className="flex items-baseline justify-between gap-4">
						<span>{t(part)}</span>
						<Badge icon={icon} tone={tone}>
							{t(`state.${health[part]}`)}
						</Badge>
					</li>
				);
			})}
			{health.storage === "degraded" ? (
				<li className="text-ink-soft text-sm sm:col-span-2">{t("degraded")}</li>
			) : null}
		</ul>
	);
}
