import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What is seen of folded details, which are a `group`. */
export function Summary({ children }: { children: ReactNode }) {
	return (
		<summary className="inline-flex min-h-8 list-none items-center gap-1.5 rounded-control text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
			<ChevronRight
				aria-hidden
				className="size-4 transition-transform duration-150 group-open:rotate-90"
			/>
			{children}
		</summary>
	);
}
