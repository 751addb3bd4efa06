"use client";

import { Check, Ellipsis, FolderInput, Images, Tags, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuLabel,
	DropdownMenuSeparator,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { EventFull } from "#lib/events/events.schema.ts";
import { ALBUMS, type AlbumName } from "#lib/events/events.values.ts";

interface BulkMenuProps {
	event: EventFull;
	album: AlbumName;
	disabled: boolean;
	busy: boolean;
	onAlbum: (album: AlbumName) => void;
	onApprove: () => void;
	/** What needs another answer first. */
	onAsk: (about: "zone" | "tags" | "removal") => void;
}

/** What can be done with chosen photos, beside a download. */
export function BulkMenu({ event, album, disabled, busy, ...on }: BulkMenuProps) {
	const t = useTranslations();
	return (
		<DropdownMenu modal={false}>
			<DropdownMenuTrigger asChild>
				<Button
					look="plain"
					disabled={disabled}
					busy={busy}
					aria-label={t("bulk.open")}
					className="max-sm:w-10 max-sm:px-0"
				>
					<Ellipsis aria-hidden />
					<span className="max-sm:hidden">{t("bulk.open")}</span>
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end" side="top">
				<DropdownMenuLabel>{t("bulk.albums")}</DropdownMenuLabel>
				{ALBUMS.filter((other) => other !== album).map((other) => (
					<DropdownMenuItem key={other} onSelect={() => on.onAlbum(other)}>
						<Images aria-hidden />
						{t(`albums.${other}`)}
					</DropdownMenuItem>
				))}
				<DropdownMenuSeparator />
				<DropdownMenuItem onSelect={() => on.onAsk("zone")}>
					<FolderInput aria-hidden />
					{t("bulk.zone")}
				</DropdownMenuItem>
				<DropdownMenuItem onSelect={() => on.onAsk("tags")}>
					<Tags aria-hidden />
					{t("bulk.tags")}
				</DropdownMenuItem>
				{event.waiting_count > 0 ? (
					<DropdownMenuItem onSelect={on.onApprove}>
						<Check aria-hidden />
						{t("approval.approve")}
					</DropdownMenuItem>
				) : null}
				<DropdownMenuSeparator />
				<DropdownMenuItem loss onSelect={() => on.onAsk("removal")}>
					<Trash2 aria-hidden />
					{t("photo.deleteAction")}
				</DropdownMenuItem>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
