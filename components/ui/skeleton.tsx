import { clsx } from "clsx";
import type { CSSProperties } from "react";

/** Where something will be. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
	return <div aria-hidden className={clsx("animate-glow bg-sunken", className)} style={style} />;
}
