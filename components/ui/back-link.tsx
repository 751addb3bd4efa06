import { ArrowLeft } from "lucide-react";
import Link from "next/link";

/** To the list that a page belongs to; stands above its title. */
export function BackLink({ href, children }: { href: string; children: string }) {
	return (
		<Link
			href={href}
			className="inline-flex items-center gap-1.5 justify-self-start rounded-control text-ink-soft text-sm underline-offset-4 hover:text-ink hover:underline"
		>
			<ArrowLeft aria-hidden className="size-4" />
			{children}
		</Link>
	);
}
