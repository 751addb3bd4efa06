import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "#components/ui/wordmark.tsx";
import { PreferencesMenu } from "./preferences-menu.tsx";

/** The frame of the pages one passes on the way in: one thing to do, in the middle. */
export function Door({ title, lead, children }: DoorProps) {
	return (
		<div className="flex min-h-dvh flex-col">
			<header className="gutter flex items-center justify-between py-4">
				<Link href="/" className="rounded-control">
					<Wordmark />
				</Link>
				<PreferencesMenu />
			</header>
			<main id="content" className="gutter grid flex-1 place-items-center pt-6 pb-24">
				<div className="grid w-full max-w-100 gap-8 motion-safe:animate-rise">
					<div className="grid gap-2">
						<h1 className="font-display text-2xl tracking-tight">{title}</h1>
						<p className="text-ink-soft">{lead}</p>
					</div>
					{children}
				</div>
			</main>
		</div>
	);
}

interface DoorProps {
	title: ReactNode;
	lead: ReactNode;
	children?: ReactNode;
}
