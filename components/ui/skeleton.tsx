import { clsx } from "clsx";

/** Where something will be. */
export function Skeleton({ className }: { className?: string }) {
	return <div aria-hidden className={clsx("animate-glow bg-sunken", className)} />;
}
