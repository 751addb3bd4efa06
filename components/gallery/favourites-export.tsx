"use client";

import { Download, FileSpreadsheet, FileText, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";

interface FavouritesExportProps {
	eventId: string;
	/** Null for everybody's. */
	guestId: string | null;
}

const FORMATS = [
	{ format: "names", Icon: FileText },
	{ format: "csv", Icon: FileSpreadsheet },
	{ format: "xmp", Icon: Star },
] as const;

/** Favourites for the programs in which photos are developed. */
export function FavouritesExport({ eventId, guestId }: FavouritesExportProps) {
	const t = useTranslations("favourites.studio");
	const address = (format: string) => {
		const query = new URLSearchParams({ format, ...(guestId ? { guest: guestId } : {}) });
		return `/api/events/${eventId}/favourites/export?${query}`;
	};
	return (
		<DropdownMenu>
			<DropdownMenuTrigger asChild>
				<Button>
					<Download aria-hidden />
					{t("export")}
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end">
				{FORMATS.map(({ format, Icon }) => (
					<DropdownMenuItem key={format} asChild>
						<a href={address(format)} download>
							<Icon aria-hidden />
							{t(format)}
						</a>
					</DropdownMenuItem>
				))}
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
