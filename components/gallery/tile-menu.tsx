"use client";

import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";

/** What can be done with a photo, in its corner. The tile around it is a `group`. */
export function TileMenu({ label, children }: { label: string; children: ReactNode }) {
	return (
		<DropdownMenu modal={false}>
			<DropdownMenuTrigger
				aria-label={label}
				className="absolute top-1 right-1 z-10 grid size-9 place-items-center rounded-full bg-night/70 text-ivory opacity-0 transition-opacity duration-150 focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100"
			>
				<EllipsisVertical aria-hidden className="size-4.5" />
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end">{children}</DropdownMenuContent>
		</DropdownMenu>
	);
}
