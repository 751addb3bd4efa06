"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { OfflineLine } from "#components/ui/offline-line.tsx";

const PAGES = [
	{ href: "/admin/users", name: "users" },
	{ href: "/admin/storage", name: "storage" },
	{ href: "/admin/audit", name: "audit" },
] as const;

/** What administrators look after, each on a page of its own. */
export function AdminFrame({ children }: { children: ReactNode }) {
	const t = useTranslations("admin");
	const path = usePathname();
	const tabs = PAGES.map(({ href, name }) => ({ href, label: t(name), here: path === href }));
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-320 grid-cols-1 gap-6 pt-8 pb-16 md:pt-12">
				<p className="font-display text-2xl tracking-tight">{t("title")}</p>
				<LinkTabs label={t("title")} tabs={tabs} />
				{children}
			</div>
		</>
	);
}
