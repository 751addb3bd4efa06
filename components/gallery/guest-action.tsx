"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "#components/ui/button.tsx";

interface ActionProps extends ComponentProps<typeof Button> {
	label: string;
	icon: LucideIcon;
}

/** An icon, with its name where there is room. */
export function GuestAction({ label, icon: Icon, ...rest }: ActionProps) {
	return (
		<Button look="quiet" className="max-sm:w-10 max-sm:px-0" aria-label={label} {...rest}>
			<Icon aria-hidden />
			<span className="max-sm:hidden">{label}</span>
		</Button>
	);
}
