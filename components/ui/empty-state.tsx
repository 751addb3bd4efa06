import type { ReactNode } from "react";

interface EmptyStateProps {
	icon?: ReactNode;
	title: ReactNode;
	body?: ReactNode;
	/** What can be done about it. */
	children?: ReactNode;
	/** The page's only heading, where nothing else is on it. */
	heading?: "h1" | "h2";
}

export function EmptyState({ icon, title, body, children, heading = "h2" }: EmptyStateProps) {
	const Heading = heading;
	return (
		<div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-20 text-center motion-safe:animate-rise">
			{icon ? (
				<div className="mb-2 text-accent-text [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</div>
			) : null}
			<Heading className="font-display text-xl tracking-tight">{title}</Heading>
			{body ? <p className="text-ink-soft">{body}</p> : null}
			{children ? <div className="flex flex-wrap justify-center gap-3 pt-3">{children}</div> : null}
		</div>
	);
}
