"use client";

import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";

/** Says in words what an icon does. The icon has its own label: this is for eyes only. */
export function Hint({ text, children }: { text: string; children: ReactNode }) {
	return (
		<Tooltip.Root>
			<Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
			<Tooltip.Portal>
				<Tooltip.Content
					sideOffset={6}
					collisionPadding={8}
					className="z-50 rounded-photo bg-ink px-2.5 py-1.5 text-paper text-xs motion-safe:animate-fade"
				>
					{text}
				</Tooltip.Content>
			</Tooltip.Portal>
		</Tooltip.Root>
	);
}
