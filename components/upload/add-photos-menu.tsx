"use client";

import { Camera, FolderUp, ImagePlus, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Gathered, Taken } from "#lib/client/dropped-files.ts";
import { FilePickers, type Pickers } from "./file-pickers.tsx";

/** Photos of an album, from wherever they are. */
export function AddPhotosMenu({ onGathered }: { onGathered: (gathered: Gathered) => void }) {
	const t = useTranslations("event");
	return (
		<AddMenu taken="photos" chooseLabel={t("fromFiles")} onGathered={onGathered}>
			<Button look="primary">
				<ImagePlus aria-hidden />
				{t("upload")}
			</Button>
		</AddMenu>
	);
}

interface AddMenuProps {
	taken: Taken;
	/** Of the entry for files. */
	chooseLabel: string;
	onGathered: (gathered: Gathered) => void;
	/** The button that opens it. */
	children: ReactNode;
}

export function AddMenu({ taken, chooseLabel, onGathered, children }: AddMenuProps) {
	const t = useTranslations("event");
	const pickers = useRef<Pickers>(null);
	return (
		<>
			<FilePickers ref={pickers} taken={taken} onGathered={onGathered} />
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem onSelect={() => pickers.current?.files()}>
						<Images aria-hidden />
						{chooseLabel}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => pickers.current?.folder()} className="max-sm:hidden">
						<FolderUp aria-hidden />
						{t("fromFolder")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={() => pickers.current?.camera()} className="sm:hidden">
						<Camera aria-hidden />
						{t("fromCamera")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
		</>
	);
}
