import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface PagerProps {
	label: string;
	/** Addresses; null at the end. */
	previous: string | null;
	next: string | null;
	words: { previous: string; next: string };
	/** Where one is. */
	children: ReactNode;
}

/** From page to page of a list, by addresses: back leads back. */
export function Pager({ label, previous, next, words, children }: PagerProps) {
	return (
		<nav aria-label={label} className="flex items-center justify-between gap-4 pt-6">
			<Step href={previous} label={words.previous} icon={<ChevronLeft aria-hidden />} />
			<p className="tabular text-center text-ink-soft text-sm">{children}</p>
			<Step href={next} label={words.next} icon={<ChevronRight aria-hidden />} />
		</nav>
	);
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: ReactNode }) {
	if (!href) return <span className="size-10" />;
	return (
		<Button asChild size="icon">
			<Link href={href} aria-label={label}>
				{icon}
			</Link>
		</Button>
	);
}
