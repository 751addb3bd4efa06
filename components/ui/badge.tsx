import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface BadgeProps {
	icon: LucideIcon;
	tone?: "plain" | "progress" | "loss";
	children: ReactNode;
	className?: string;
}

const TONES = { plain: "text-ink-soft", progress: "text-accent-text", loss: "text-danger-text" };

/** A state: an icon and a word, so that colour is never all there is. */
export function Badge({ icon: Icon, tone = "plain", children, className }: BadgeProps) {
	return (
		<span className={clsx("inline-flex items-center gap-1.5 text-sm", TONES[tone], className)}>
			<Icon
				aria-hidden
				className={clsx("size-4 shrink-0", tone === "progress" && "animate-glow")}
			/>
			{children}
		</span>
	);
}
