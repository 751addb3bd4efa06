"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OfflineLine } from "#components/ui/offline-line.tsx";

const PAGES = [
	{ href: "/admin/users", name: "users" },
	{ href: "/admin/audit", name: "audit" },
] as const;

/** What administrators look after, each on a page of its own. */
export function AdminFrame({ children }: { children: ReactNode }) {
	const t = useTranslations("admin");
	const path = usePathname();
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-320 grid-cols-1 gap-6 pt-8 pb-16 md:pt-12">
				<p className="font-display text-2xl tracking-tight">{t("title")}</p>
				<nav
					aria-label={t("title")}
					className="overflow-x-auto border-line border-b [scrollbar-width:none]"
				>
					<div className="-mx-3 flex">
						{PAGES.map(({ href, name }) => (
							<Link
								key={href}
								href={href}
								aria-current={path === href ? "page" : undefined}
								className={clsx(
									"relative flex h-12 shrink-0 items-center rounded-control px-3 font-medium text-sm outline-offset-[-4px] transition-colors duration-150 hover:text-ink",
									path === href ? "text-ink" : "text-ink-soft",
								)}
							>
								{t(name)}
								{path === href ? (
									<span className="absolute inset-x-3 bottom-0 h-0.5 bg-accent" />
								) : null}
							</Link>
						))}
					</div>
				</nav>
				{children}
			</div>
		</>
	);
}
