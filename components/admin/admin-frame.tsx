import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TabbedFrame } from "#components/ui/tabbed-frame.tsx";

const PAGES = ["users", "jobs", "storage", "audit"] as const;

/** What administrators look after, each on a page of its own. */
export function AdminFrame({ children }: { children: ReactNode }) {
	const t = useTranslations("admin");
	const pages = PAGES.map((name) => ({ href: `/admin/${name}`, label: t(name) }));
	return (
		<TabbedFrame title={t("title")} pages={pages}>
			{children}
		</TabbedFrame>
	);
}
