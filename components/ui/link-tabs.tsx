import { clsx } from "clsx";
import Link from "next/link";

interface LinkTabsProps {
	label: string;
	tabs: readonly { href: string; label: string; here: boolean }[];
}

/** Tabs that are addresses, so that back leads back. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
	return (
		<nav aria-label={label} className="overflow-x-auto border-line border-b [scrollbar-width:none]">
			<div className="-mx-3 flex">
				{tabs.map(({ href, label, here }) => (
					<Link
						key={href}
						href={href}
						aria-current={here ? "page" : undefined}
						className={clsx(
							"relative flex h-12 shrink-0 items-center rounded-control px-3 font-medium text-sm outline-offset-[-4px] transition-colors duration-150 hover:text-ink",
							here ? "text-ink" : "text-ink-soft",
						)}
					>
						{label}
						{here ? <span className="absolute inset-x-3 bottom-0 h-0.5 bg-accent" /> : null}
					</Link>
				))}
			</div>
		</nav>
	);
}
