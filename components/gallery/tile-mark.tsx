import type { ReactNode } from "react";

/** A word on a picture, in its upper corner. */
export function TileMark({ children }: { children: ReactNode }) {
	return (
		<span className="pointer-events-none absolute top-1.5 left-1.5 inline-flex max-w-[calc(100%-3.25rem)] items-center gap-1.5 truncate rounded-photo bg-night/80 px-1.5 py-1 text-ivory text-xs">
			{children}
		</span>
	);
}
