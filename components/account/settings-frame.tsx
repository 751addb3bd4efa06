import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TabbedFrame } from "#components/ui/tabbed-frame.tsx";

/** What is the reader's own to set, each part on a page of its own. */
export function SettingsFrame({ children }: { children: ReactNode }) {
	const t = useTranslations("account");
	const pages = [
		{ href: "/settings", label: t("pages.account") },
		{ href: "/settings/webhooks", label: t("pages.webhooks") },
	];
	return (
		<TabbedFrame title={t("title")} pages={pages}>
			{children}
		</TabbedFrame>
	);
}
