"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOnline } from "#lib/client/use-online.ts";

/** One line across the page while there is no connection. */
export function OfflineLine() {
	const t = useTranslations("common");
	const online = useOnline();
	return (
		<div role="status">
			{online ? null : (
				<p className="gutter flex items-center justify-center gap-2 bg-sunken py-2.5 text-sm">
					<CloudOff aria-hidden className="size-4" />
					{t("offline")}
				</p>
			)}
		</div>
	);
}
