"use client";

import { Bell, BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { BatchesSummary } from "#lib/client/batch-uploads-summary.ts";

/** Asks for leave to notify, and only when it is pressed. */
export function BatchUploadTell({ summary }: { summary: BatchesSummary }) {
	const t = useTranslations("batchUpload.tell");
	const [permission, setPermission] = useState<NotificationPermission>("denied");
	useEffect(() => {
		if ("Notification" in window) setPermission(Notification.permission);
	}, []);
	if (summary.underWay + summary.processing === 0 || permission === "denied") return null;
	if (permission === "granted")
		return (
			<p className="flex items-center gap-2 px-3 text-ink-soft text-sm">
				<BellRing aria-hidden className="size-4" />
				{t("willTell")}
			</p>
		);
	const ask = async () => setPermission(await Notification.requestPermission());
	return (
		<Button size="sm" look="quiet" onClick={ask}>
			<Bell aria-hidden />
			{t("ask")}
		</Button>
	);
}
