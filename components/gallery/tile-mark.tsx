import type { ReactNode } from "react";

interface TileMarkProps {
	icon?: ReactNode;
	children: ReactNode;
}

/** A word on a picture, in its upper corner. */
export function TileMark({ icon, children }: TileMarkProps) {
	return (
		<span className="pointer-events-none absolute top-1.5 left-1.5 inline-flex max-w-[calc(100%-3.25rem)] items-center gap-1.5 rounded-photo bg-night/80 px-1.5 py-1 text-ivory text-xs [&>svg]:size-3.5 [&>svg]:shrink-0">
			{icon}
			<span className="truncate">{children}</span>
		</span>
	);
}
