"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";

interface HereLinkProps extends Omit<ComponentProps<typeof Link>, "href" | "onClick" | "prefetch"> {
	href: string;
	/** Called first; may prevent it. */
	onClick?: (event: MouseEvent) => void;
}

/** To another part of the page one is on: the address changes, and nothing of the page is loaded anew. */
export function HereLink({ href, onClick, ...rest }: HereLinkProps) {
	const go = (event: MouseEvent) => {
		onClick?.(event);
		const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
		if (event.defaultPrevented || elsewhere) return;
		event.preventDefault();
		window.history.pushState(null, "", href);
	};
	return <Link href={href} prefetch={false} onClick={go} {...rest} />;
}
