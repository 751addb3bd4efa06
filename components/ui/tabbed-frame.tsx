"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LinkTabs } from "./link-tabs.tsx";
import { OfflineLine } from "./offline-line.tsx";

interface TabbedFrameProps {
	title: string;
	/** The page whose address one is at, or the nearest above it, is the one in use. */
	pages: readonly { href: string; label: string }[];
	children: ReactNode;
}

/** A few pages under one name, each with a title of its own. */
export function TabbedFrame({ title, pages, children }: TabbedFrameProps) {
	const path = usePathname();
	const here = pages.findLast(({ href }) => path === href || path.startsWith(`${href}/`));
	const tabs = pages.map((page) => ({ ...page, here: page === here }));
	return (
		<>
			<OfflineLine />
			<div className="gutter mx-auto grid max-w-320 grid-cols-1 gap-6 pt-8 pb-16 md:pt-12">
				<p className="font-display text-2xl tracking-tight">{title}</p>
				<LinkTabs label={title} tabs={tabs} />
				{children}
			</div>
		</>
	);
}
