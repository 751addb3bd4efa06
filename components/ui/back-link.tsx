import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { HereLink } from "./here-link.tsx";

interface BackLinkProps {
	href: string;
	/** The list is another part of this page. */
	here?: boolean;
	children: string;
}

/** To the list that a page belongs to; stands above its title. */
export function BackLink({ href, here, children }: BackLinkProps) {
	const To = here ? HereLink : Link;
	return (
		<To
			href={href}
			className="-my-3 inline-flex items-center gap-1.5 justify-self-start rounded-control py-3 text-ink-soft text-sm underline-offset-4 hover:text-ink hover:underline"
		>
			<ArrowLeft aria-hidden className="size-4" />
			{children}
		</To>
	);
}
