import type { ReactNode } from "react";

interface SectionProps {
	title: string;
	lead?: ReactNode;
	/** What can be done with all of it, beside the title. */
	action?: ReactNode;
	children: ReactNode;
}

/** One part of a page of settings: what it is on the left, and the thing itself. */
export function Section({ title, lead, action, children }: SectionProps) {
	return (
		<section className="grid gap-x-12 gap-y-5 border-line border-t py-8 lg:grid-cols-[18rem_minmax(0,1fr)]">
			<div className="grid content-start justify-items-start gap-3">
				<h2 className="font-display text-lg tracking-tight">{title}</h2>
				{lead ? <p className="text-ink-soft text-sm">{lead}</p> : null}
				{action}
			</div>
			<div className="min-w-0 max-w-160">{children}</div>
		</section>
	);
}
