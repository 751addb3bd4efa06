"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

interface ShownOnlyProps {
	icon: ReactNode;
	/** Which photos of how many are in sight. */
	children: ReactNode;
	clearLabel: string;
	onClear: () => void;
}

/** Says that only some of the photos are shown, with the way back to all. */
export function ShownOnly({ icon, children, clearLabel, onClear }: ShownOnlyProps) {
	return (
		<p
			role="status"
			className="tabular inline-flex max-w-full items-center gap-2 rounded-full bg-sunken py-1 pr-1 pl-3.5 text-sm [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-accent-text"
		>
			{icon}
			<span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
			<Button
				look="quiet"
				size="icon"
				aria-label={clearLabel}
				onClick={onClear}
				className="size-8 rounded-full"
			>
				<X aria-hidden />
			</Button>
		</p>
	);
}
